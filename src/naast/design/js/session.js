// Warns two minutes before the session ends and extends it with one key. Counts on the server's clock: the page carries
// both the server's now and the end, so a wrong clock on the device changes nothing. Autosave and live traffic never extend.

import { say } from "./say.js";

const WARN_MS = 2 * 60 * 1000;
const CLOCK = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Amsterdam" });

export function watchSession(root) {
  const dialog = root.querySelector("[data-session-dialog]");
  const left = root.querySelector("[data-session-left]");
  const text = (name) => root.querySelector(`[data-text-${name}]`).textContent;
  const offset = Date.parse(root.dataset.now) - Date.now();
  let ends = Date.parse(root.dataset.ends);
  let shown = "";
  let timer = 0;
  let before = null;

  const remaining = () => ends - (Date.now() + offset);

  function inWords(ms) {
    if (ms > 60 * 1000) return text("minutes");
    return ms > 30 * 1000 ? text("minute") : text("soon");
  }

  function warn(ms) {
    if (!dialog.open) {
      before = document.activeElement;
      dialog.showModal();
    }
    const words = inWords(ms);
    if (words !== shown) {
      shown = words;
      left.textContent = words;
      say(dialog.querySelector("#sessie-tekst").textContent);
    }
  }

  function close() {
    if (!dialog.open) return;
    dialog.close();
    if (before && before.isConnected) before.focus();
  }

  function tick() {
    const ms = remaining();
    if (ms <= 0) {
      say(text("closed"));
      window.location.reload();
      return;
    }
    if (ms <= WARN_MS) warn(ms);
    timer = window.setTimeout(tick, ms <= WARN_MS ? 1000 : Math.min(ms - WARN_MS, 30 * 1000));
  }

  async function extend() {
    const form = root.querySelector("form");
    const answer = await fetch(root.dataset.extend, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new FormData(form),
      credentials: "same-origin",
    });
    if (!answer.ok) { window.location.reload(); return; }
    const given = await answer.json();
    ends = Date.parse(given.ends_at);
    const shownEnd = root.querySelector("[data-session-end]");
    if (shownEnd) shownEnd.textContent = CLOCK.format(ends).replace(":", ".");
    shown = "";
    close();
    say(text("extended"));
    window.clearTimeout(timer);
    tick();
  }

  root.querySelector("[data-session-extend]").addEventListener("click", extend);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); extend(); });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") { window.clearTimeout(timer); tick(); }
  });
  tick();
}
