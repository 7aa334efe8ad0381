// Saves a form while one types. Sends the version it started from; when somebody else saved later the server answers 409
// and this page stops saving, so that it never overwrites what is newer. The header tells the server it is not a person acting.

import { say } from "./say.js";

const PAUSE_MS = 1500;

export function autosave(form) {
  let version = form.dataset.version || "";
  let timer = 0;
  let busy = false;
  let again = false;
  let stopped = false;

  const places = () => document.querySelectorAll("[data-saved]");
  const show = (sentence) => places().forEach((place) => { if (sentence) place.textContent = sentence; });

  async function save() {
    if (stopped) return;
    if (busy) { again = true; return; }
    busy = true;
    const body = new FormData(form);
    body.set("version", version);
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST",
        headers: { Accept: "application/json", "X-Naast-Background": "autosave" },
        body,
        credentials: "same-origin",
      });
      const given = await answer.json();
      if (answer.status === 409) stopped = true;
      if (answer.ok) version = String(given.version);
      show(given.text);
      if (!answer.ok) say(given.text);
    } catch {
      timer = window.setTimeout(save, 10 * PAUSE_MS);
    } finally {
      busy = false;
      if (again) { again = false; save(); }
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE_MS);
  });
  form.addEventListener("submit", () => { stopped = true; window.clearTimeout(timer); });
}
