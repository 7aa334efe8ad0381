// Everything the pages of residents do beyond links and forms. All of it works without, only slower.

import { readAloud } from "./aloud.js";
import { autosave } from "./autosave.js";
import { hear } from "./hear.js";
import { leaveQuickly } from "./leave.js";
import { listen } from "./live.js";
import { watchSession } from "./session.js";
import { suggest } from "./suggest.js";

document.querySelectorAll("[data-session]").forEach(watchSession);
document.querySelectorAll("form[data-autosave]").forEach(autosave);
document.querySelectorAll("[data-suggest]").forEach(suggest);
document.querySelectorAll("[data-hear]").forEach(hear);
document.querySelectorAll("[data-leave]").forEach(leaveQuickly);
document.querySelectorAll("[data-aloud]").forEach(readAloud);
listen([...document.querySelectorAll("[data-live]")]);
document.querySelector("[data-focus-first]")?.focus();

document.addEventListener("keydown", (event) => {
  const field = event.target.closest?.("[data-submit-on-enter]");
  if (!field || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  field.form.requestSubmit();
});
