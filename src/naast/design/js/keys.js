// The keys of the workbench. A letter works outside fields only, never with Ctrl, Alt or Meta, so that it gets in the way of
// neither typing nor a screen reader's own keys; `?` or the button in the foot shows them all, and there they can be switched
// off, `?` too (WCAG 2.1.4).

const OFF = "naast.keys.off";

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");
const seen = (element) => element.offsetParent !== null || element === document.activeElement;

function act(element) {
  if (element.matches("input, textarea, select, [tabindex]")) element.focus();
  else element.click();
}

function moveInQueue(step) {
  const items = [...document.querySelectorAll("[data-queue-item]")].filter(seen);
  if (!items.length) return;
  const focused = items.indexOf(document.activeElement);
  const current = focused >= 0 ? focused : items.findIndex((item) => item.hasAttribute("aria-current"));
  items[Math.min(items.length - 1, Math.max(0, current + step))].focus();
}

function label(element) {
  if (element.dataset.keyLabel) return element.dataset.keyLabel;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd").forEach((key) => key.remove());
  return (element.placeholder || copy.textContent).trim().replace(/\s+/g, " ");
}

function describe(dialog) {
  const list = dialog.querySelector("dl");
  list.textContent = "";
  const rows = [["J K", "Omlaag en omhoog in de rij"], ["Esc", "Uit een veld, zodat de letters weer toetsen zijn"], ["?", "Deze lijst"]];
  document.querySelectorAll("[data-key]").forEach((one) => rows.unshift([one.dataset.key.toUpperCase(), label(one)]));
  rows.forEach(([key, words]) => {
    const term = document.createElement("dt");
    const kbd = document.createElement("kbd");
    kbd.className = "naast-key";
    kbd.textContent = key;
    term.append(kbd);
    const said = document.createElement("dd");
    said.textContent = words;
    list.append(term, said);
  });
}

// What a screen reader announces: nothing while the keys are off.
function tell(off) {
  document.querySelectorAll("[data-key]").forEach((one) => {
    if (off) one.removeAttribute("aria-keyshortcuts");
    else one.setAttribute("aria-keyshortcuts", one.dataset.key.toUpperCase());
  });
}

export function mapKeys() {
  const dialog = document.getElementById("naast-keys");
  const toggle = dialog?.querySelector("[data-keys-off]");
  let off = window.localStorage.getItem(OFF) === "1";
  const show = () => { describe(dialog); dialog.showModal(); };
  document.querySelectorAll("[data-keys-show]").forEach((one) => {
    one.hidden = false;
    one.addEventListener("click", show);
  });
  if (toggle) {
    toggle.checked = off;
    toggle.addEventListener("change", () => {
      off = toggle.checked;
      window.localStorage.setItem(OFF, off ? "1" : "0");
      tell(off);
    });
  }
  tell(off);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !off && typing(event.target) && !document.querySelector("dialog[open]")) event.target.blur();
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    if (off) return;
    if (event.key === "?" && dialog) { event.preventDefault(); show(); return; }
    if (event.key === "j") moveInQueue(1);
    else if (event.key === "k") moveInQueue(-1);
    else {
      const target = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === event.key.toLowerCase() && seen(one));
      if (!target) return;
      event.preventDefault();
      act(target);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.form) return;
    if (event.target.matches("textarea")) { event.preventDefault(); event.target.form.requestSubmit(); }
  });
}
