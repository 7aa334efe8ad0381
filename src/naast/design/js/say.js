// One polite voice for the whole page: the live region of the frame. A sentence is said once.

let last = "";

export function say(sentence) {
  const region = document.getElementById("naast-live");
  if (!region || !sentence || sentence === last) return;
  last = sentence;
  region.textContent = "";
  window.setTimeout(() => { region.textContent = sentence; }, 50);
  window.setTimeout(() => { last = ""; }, 5000);
}
