// What the workbench adds to what every page does.

import { keepAll } from "./keep.js";
import { mapKeys } from "./keys.js";

// A link to a form goes to where one types first: on a radio button, typing is lost.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const form = link && document.getElementById(link.hash.slice(1));
  if (!form?.matches("form")) return;
  event.preventDefault();
  form.scrollIntoView({ block: "nearest" });
  form.querySelector("textarea, select, input:not([type=hidden], [type=radio], [type=checkbox])")?.focus();
});

// A text goes where the cursor stands; without scripts the link opens the page with it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-insert]");
  const field = link && document.getElementById(link.dataset.into);
  if (!field) return;
  event.preventDefault();
  field.setRangeText(link.dataset.insert, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

document.querySelectorAll("[data-keep]").forEach(keepAll);
mapKeys();
