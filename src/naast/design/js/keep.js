// Keeps the unsent text of a worker in this tab, so that a reload or a closed session does not lose it. Only in
// sessionStorage: it leaves with the tab. Text from the server that is newer than what was typed here wins.

const PREFIX = "naast.keep.";

export function keep(field, name) {
  const key = PREFIX + name;
  const stored = window.sessionStorage.getItem(key);
  if (stored && !field.value) {
    field.value = stored;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.addEventListener("input", () => {
    if (field.value) window.sessionStorage.setItem(key, field.value);
    else window.sessionStorage.removeItem(key);
  });
  field.form?.addEventListener("submit", () => window.sessionStorage.setItem(`${key}.sent`, field.value));
  const sent = window.sessionStorage.getItem(`${key}.sent`);
  if (sent === null) return;
  window.sessionStorage.removeItem(`${key}.sent`);
  if (!document.querySelector("[data-focus-first]") && stored === sent) {
    window.sessionStorage.removeItem(key);
    if (field.value === sent) field.value = "";
  }
}

// On a form it keeps each of its texts.
export function keepAll(holder) {
  if (holder.matches("textarea")) { keep(holder, holder.dataset.keep); return; }
  holder.querySelectorAll("textarea").forEach((field) => keep(field, `${holder.dataset.keep}.${field.name}`));
}
