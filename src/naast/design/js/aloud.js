// Reads the words of a page aloud with a voice that is on this device: others send the text away (docs/decisions/0070). One button
// begins, stops, and goes on where it stopped.

import { say } from "./say.js";

const UNREAD = "button, .nl-button, nav, input, select, textarea, svg, [role=search], [aria-hidden=true]";
const STOPPED = ["canceled", "interrupted"];

export function readAloud(button) {
  const speech = window.speechSynthesis;
  if (!speech) return;
  const label = button.querySelector(".nl-button__label");
  const told = button.parentElement.querySelector("[data-aloud-told]");
  const begin = label.textContent;
  let parts = [];
  let place = 0;
  let reading = null;

  button.addEventListener("click", () => (reading ? stop() : read()));
  document.addEventListener("naast:sound", stop);
  window.addEventListener("pagehide", stop);
  speech.addEventListener?.("voiceschanged", offer);
  offer();

  function offer() {
    if (voiceFor(document.documentElement.lang)) button.hidden = false;
  }

  function read() {
    document.dispatchEvent(new Event("naast:sound"));
    if (place === 0) parts = partsOf(document.getElementById("inhoud")).filter(({ language }) => voiceFor(language));
    label.textContent = button.dataset.aloudStop;
    tell("");
    next();
  }

  function next() {
    if (place === parts.length) return ended();
    const { text, language } = parts[place];
    const voice = voiceFor(language);
    const mine = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang });
    reading = mine;
    mine.addEventListener("end", () => {
      if (mine !== reading) return;
      place += 1;
      next();
    });
    mine.addEventListener("error", ({ error }) => {
      if (mine !== reading) return;
      stop();
      if (!STOPPED.includes(error)) tell(button.dataset.aloudFailed);
    });
    speech.speak(mine);
  }

  function stop() {
    if (!reading) return;
    reading = null;
    speech.cancel();
    label.textContent = button.dataset.aloudOn;
  }

  function ended() {
    reading = null;
    place = 0;
    label.textContent = begin;
  }

  function tell(sentence) {
    told.textContent = sentence;
    told.hidden = !sentence;
    say(sentence);
  }

  function voiceFor(language) {
    const here = speech.getVoices().filter((one) => one.localService && one.lang.split(/[-_]/)[0].toLowerCase() === language);
    return here.find((one) => one.default) ?? here[0];
  }
}

// The words that are seen in `main`, a block at a time, in the order of the page; each with its language.
function partsOf(main) {
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, seen);
  const parts = [];
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const last = parts.at(-1);
    if (node.nodeName === "BR" && last) last.text += " ";
    if (node.nodeType !== Node.TEXT_NODE) continue;
    const block = blockOf(node.parentElement);
    const language = node.parentElement.closest("[lang]").lang.split("-")[0];
    if (last?.block === block && last.language === language) last.text += node.data;
    else parts.push({ block, language, text: node.data });
  }
  return parts.map(({ text, language }) => ({ text: text.replace(/\s+/g, " ").trim(), language })).filter(({ text }) => text);
}

function seen(node) {
  const unread = node.nodeType === Node.ELEMENT_NODE && (node.matches(UNREAD) || node.checkVisibility?.() === false);
  return unread ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT;
}

function blockOf(element) {
  return getComputedStyle(element).display.startsWith("inline") ? blockOf(element.parentElement) : element;
}
