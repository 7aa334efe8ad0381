"""A browser's own ears and voice (Web Speech API), which a test machine has not: a test says what they hear and refuse."""

import json

from playwright.sync_api import Page

# As Chromium: `available` counts the network too unless one asks for this device, and what is not local goes there.
EARS = """({here, refuses, local}) => {
    window.ears = {elsewhere: [], now: null};
    class Ears extends EventTarget {
        static async available({langs, processLocally = false}) {
            return !processLocally || langs.every((one) => here.includes(one)) ? 'available' : 'unavailable';
        }
        words = [];
        start() {
            if (!this.processLocally) ears.elsewhere.push(this.lang);
            ears.now = this;
            queueMicrotask(() => refuses ? this.end(refuses) : this.dispatchEvent(new Event('start')));
        }
        hear(words) {
            this.words.push({0: {transcript: words}, length: 1, isFinal: true});
            this.dispatchEvent(Object.assign(new Event('result'), {results: this.words}));
        }
        end(error) {
            if (error) this.dispatchEvent(Object.assign(new Event('error'), {error}));
            this.dispatchEvent(new Event('end'));
            ears.now = null;
        }
        stop() { this.end(); }
        abort() { this.end('aborted'); }
    }
    const kept = new WeakMap();
    if (local) Object.defineProperty(Ears.prototype, 'processLocally', {
        get() { return kept.get(this) ?? false; }, set(value) { kept.set(this, value); },
    });
    window.SpeechRecognition = window.webkitSpeechRecognition = Ears;
}"""
VOICE = """(voices) => {
    window.voice = {said: [], now: null, list: voices};
    window.SpeechSynthesisUtterance = class extends EventTarget { constructor(text) { super(); this.text = text; } };
    const speech = Object.assign(new EventTarget(), {
        getVoices: () => voice.list,
        speak(one) {
            voice.now = one;
            voice.said.push([one.lang, one.voice.name, one.text]);
        },
        cancel() {
            const one = voice.now;
            voice.now = null;
            one?.dispatchEvent(Object.assign(new Event('error'), {error: 'interrupted'}));
        },
    });
    Object.defineProperty(window, 'speechSynthesis', {value: speech});
}"""
SAY_ALL = """() => {
    while (voice.now) {
        const one = voice.now;
        voice.now = null;
        one.dispatchEvent(new Event('end'));
    }
}"""


def with_ears(page: Page, *here: str, refuses: str = "", local: bool = True) -> None:
    """The languages that are recognised on this device; `refuses` is the error of each start (Web Speech API, 4.1.6).

    Without `local` it is a browser of before `processLocally`.
    """
    page.add_init_script(f"({EARS})({json.dumps({'here': here, 'refuses': refuses, 'local': local})})")


def with_voices(page: Page, *voices: tuple[str, str, bool]) -> None:
    """Voices as name, language and whether they are on this device."""
    listed = [{"name": name, "lang": lang, "localService": local, "default": False} for name, lang, local in voices]
    page.add_init_script(f"({VOICE})({json.dumps(listed)})")


def say_all(page: Page) -> list[tuple[str, str, str]]:
    """Let the voice come to its end: all it said, as language, voice and words."""
    page.evaluate(SAY_ALL)
    return [tuple(one) for one in page.evaluate("voice.said")]
