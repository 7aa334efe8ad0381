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
  let sending = null;

  // The form itself, when sent, says the same version as its last saving.
  function remember(saved) {
    version = String(saved);
    const field = form.elements.namedItem("version");
    if (field) field.value = version;
  }

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
      if (answer.ok) remember(given.version);
      show(given.text);
      if (!answer.ok) say(given.text);
    } catch {
      timer = window.setTimeout(save, 10 * PAUSE_MS);
    } finally {
      busy = false;
      if (sending) send();
      else if (again) { again = false; save(); }
    }
  }

  form.addEventListener("input", (event) => {
    if (event.target.type === "file") return;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, PAUSE_MS);
  });
  // A saving that is on its way is awaited, or the form would be sent with the version from before it.
  function send() {
    stopped = true;
    form.requestSubmit(sending.submitter);
  }

  form.addEventListener("submit", (event) => {
    window.clearTimeout(timer);
    if (busy && !stopped) {
      event.preventDefault();
      sending = { submitter: event.submitter };
    } else {
      stopped = true;
    }
  });
}
