// Names of services below the question box while somebody types: plain links, to be reached with Tab or
// the arrows and left with Escape. Without it the box works too.

import { say } from "./say.js";

const PAUSE = 150; // ms after the last key
const LONGEST = 60; // letters; after that it is a story, not the beginning of a name

export function suggest(field) {
  const list = document.createElement("ul");
  list.className = "naast-chips naast-chips--light";
  list.setAttribute("aria-label", field.dataset.suggestLabel);
  list.hidden = true;
  field.form.after(list);
  let waiting = 0;
  let asked = 0;

  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(ask, PAUSE);
  });
  for (const place of [field, list]) place.addEventListener("keydown", move);

  function move(event) {
    if (list.hidden) return;
    const stops = [field, ...list.querySelectorAll("a")];
    const here = stops.indexOf(document.activeElement);
    const to = { ArrowDown: stops[here + 1], ArrowUp: stops[here - 1], Escape: field }[event.key];
    if (!to) return;
    event.preventDefault();
    to.focus();
    if (event.key === "Escape") close();
  }

  function close() {
    asked += 1; // an answer that is still on its way comes too late
    show([]);
  }

  async function ask() {
    const typed = field.value.trim();
    const mine = ++asked;
    const names = typed.length > 1 && typed.length <= LONGEST ? await fetched(typed) : [];
    if (mine === asked) show(names);
  }

  async function fetched(typed) {
    try {
      const answer = await fetch(`${field.dataset.suggest}?vraag=${encodeURIComponent(typed)}`);
      return answer.ok ? (await answer.json()).suggestions : [];
    } catch {
      return [];
    }
  }

  function show(names) {
    list.replaceChildren(...names.map(item));
    list.hidden = names.length === 0;
    if (names.length) say(`${field.dataset.suggestLabel}: ${names.join(", ")}`);
  }

  function item(name) {
    const link = document.createElement("a");
    link.className = "naast-chip";
    link.href = `${field.form.action}?${field.name}=${encodeURIComponent(name)}`;
    link.textContent = name;
    const one = document.createElement("li");
    one.append(link);
    return one;
  }
}
