// Saying a question instead of typing it, only where the browser turns speech into words on this device: a voice goes to nobody
// (docs/decisions/0070). What was heard is put in the field, to be read and mended; it is not sent, nor are names looked up for it.

import { say } from "./say.js";

const TAGS = { nl: ["nl-NL"], en: ["en-GB", "en-US"] };
const SILENCE = 20_000; // ms without a word, after which a microphone somebody forgot goes off
const WHY = { aborted: "", "no-speech": "nothing", "not-allowed": "refused", "audio-capture": "absent" };

export async function hear(button) {
  const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
  const tag = await heardHere(Recognition);
  if (!tag) return;
  const field = button.form.querySelector("textarea");
  const told = button.form.querySelector("[data-hear-told]");
  const label = button.querySelector(".nl-button__label");
  const begin = label.textContent;
  let listening = null;

  button.addEventListener("click", () => (listening ? listening.stop() : listen()));
  button.hidden = false;

  function listen() {
    document.dispatchEvent(new Event("naast:sound")); // whatever reads aloud is silent first
    const one = Object.assign(new Recognition(), { lang: tag, processLocally: true, continuous: true, interimResults: true });
    const before = field.value.trim();
    const over = new AbortController();
    const until = { signal: over.signal };
    let came = "nothing";
    let silence = 0;
    listening = one;

    one.addEventListener("start", () => {
      label.textContent = button.dataset.hearStop;
      tell("listening");
      wait();
    });
    one.addEventListener("result", ({ results }) => {
      field.value = together(before, results).slice(0, field.maxLength);
      came = "heard";
      wait();
    });
    one.addEventListener("error", ({ error }) => {
      if (came !== "heard") came = WHY[error] ?? "failed";
    });
    one.addEventListener("end", () => {
      over.abort();
      window.clearTimeout(silence);
      listening = null;
      label.textContent = begin;
      tell(came);
      if (came === "heard") mend();
    });
    for (const [place, happens] of [[field, "input"], [field.form, "submit"], [document, "naast:sound"]]) {
      place.addEventListener(happens, () => one.abort(), until);
    }
    document.addEventListener("keydown", ({ key }) => key === "Escape" && one.stop(), until);
    one.start();

    function wait() {
      window.clearTimeout(silence);
      silence = window.setTimeout(() => one.stop(), SILENCE);
    }
  }

  function tell(what) {
    told.textContent = told.dataset[what] ?? "";
    told.hidden = !told.textContent;
    say(told.textContent);
  }

  function mend() {
    if (![button, document.body].includes(document.activeElement)) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
}

// The language of the page as this browser recognises it by itself; "" where it cannot. A browser that does not know
// `processLocally` would pass it over and send the sound away.
async function heardHere(Recognition) {
  if (!Recognition?.available || !("processLocally" in Recognition.prototype)) return "";
  for (const tag of TAGS[document.documentElement.lang] ?? []) {
    const options = { langs: [tag], processLocally: true };
    if ((await Recognition.available(options).catch(() => "")) === "available") return tag;
  }
  return "";
}

function together(before, results) {
  return [before, ...Array.from(results, (one) => one[0].transcript.trim())].filter(Boolean).join(" ");
}
