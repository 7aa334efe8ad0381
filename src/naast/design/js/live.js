// Listens to what happens and fetches the parts of the page that changed. What one is typing in is left alone until one
// leaves it, focus stays where it was, and each part says its sentence once.

import { say } from "./say.js";

async function renewed(part) {
  try {
    const answer = await fetch(part.dataset.liveRefresh || window.location.href, {
      headers: { "X-Naast-Background": "live" },
      credentials: "same-origin",
    });
    if (!answer.ok || answer.redirected) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById(part.id);
  } catch {
    return null;
  }
}

function isTypingIn(part) {
  const active = document.activeElement;
  return part.contains(active) && active.matches("input:not([type=radio], [type=checkbox]), textarea, select");
}

// Where focus was: by id, else by its address, which is how the links of a list are known.
function focusMark(part) {
  const active = document.activeElement;
  if (!part.contains(active) || active === part) return null;
  return active.id ? `#${CSS.escape(active.id)}` : active.getAttribute("href") && `a[href="${CSS.escape(active.getAttribute("href"))}"]`;
}

const waiting = new WeakSet();

function whenLeft(part) {
  if (waiting.has(part)) return;
  waiting.add(part);
  part.addEventListener("focusout", () => { waiting.delete(part); refresh(part); }, { once: true });
}

async function refresh(part) {
  if (isTypingIn(part)) return whenLeft(part);
  part.setAttribute("aria-busy", "true");
  const next = await renewed(part);
  part.removeAttribute("aria-busy");
  if (!next || next.innerHTML === part.innerHTML) return;
  if (isTypingIn(part)) return whenLeft(part);
  const mark = focusMark(part);
  const lostFocus = part.contains(document.activeElement);
  part.innerHTML = next.innerHTML;
  if (window.htmx) window.htmx.process(part);
  if (lostFocus) {
    const target = (mark && part.querySelector(mark)) || part;
    if (target === part) part.tabIndex = -1;
    target.focus({ preventScroll: true });
  }
  say(part.dataset.liveSays);
}

// A page made after the note already shows it: the first thing a worker would read is otherwise news of their own deed.
function isNewTo(element, event) {
  return Number(event.lastEventId) > Number(element.dataset.liveSince || 0);
}

// Where refreshing would take away what one is doing, the page only says that something changed, and shows it.
function showChange(element) {
  if (element.textContent) return;
  element.classList.add("naast-live-changed");
  element.textContent = element.dataset.liveChanged;
  say(element.dataset.liveChanged);
}

// One stream for all topics of the page.
export function listen(elements) {
  if (!elements.length) return;
  const topics = [...new Set(elements.map((element) => element.dataset.live))];
  const source = new EventSource(`/live/?${topics.map((topic) => `on=${encodeURIComponent(topic)}`).join("&")}`);
  let waiting = 0;
  let opened = false;
  const refreshAll = () => {
    waiting = 0;
    document.querySelectorAll("[data-live-refresh]").forEach(refresh);
  };
  const soon = () => { waiting = waiting || window.setTimeout(refreshAll, 250); };
  source.addEventListener("open", () => { if (opened) soon(); opened = true; });
  source.addEventListener("changed", (event) => {
    elements.filter((one) => one.dataset.liveChanged && one.dataset.live === event.data && isNewTo(one, event)).forEach(showChange);
    soon();
  });
  window.addEventListener("pagehide", () => source.close());
}
