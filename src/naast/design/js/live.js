// Listens to what happens and fetches the parts of the page that changed. What one is typing in is left alone until one
// leaves it, focus stays where it was, and each part says its sentence once.

import { say } from "./say.js";

async function renewed(part) {
  const answer = await fetch(part.dataset.liveRefresh || window.location.href, {
    headers: { "X-Naast-Background": "live" },
    credentials: "same-origin",
  });
  if (!answer.ok || answer.redirected) return null;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById(part.id);
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

async function refresh(part) {
  if (isTypingIn(part)) {
    part.addEventListener("focusout", () => refresh(part), { once: true });
    return;
  }
  part.setAttribute("aria-busy", "true");
  const next = await renewed(part);
  part.removeAttribute("aria-busy");
  if (!next || next.innerHTML === part.innerHTML || isTypingIn(part)) return;
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

export function listen(element) {
  let waiting = 0;
  const refreshAll = () => {
    waiting = 0;
    document.querySelectorAll("[data-live-refresh]").forEach(refresh);
  };
  const soon = () => { waiting = waiting || window.setTimeout(refreshAll, 250); };
  const source = new EventSource(element.dataset.live);
  let opened = false;
  source.addEventListener("open", () => { if (opened) soon(); opened = true; });
  source.addEventListener("changed", soon);
  window.addEventListener("pagehide", () => source.close());
}
