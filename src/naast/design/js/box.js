// The question box on a page of another site: it answers on that page, and suggests names while somebody types. The question goes in
// a body, so that it stands in no address. Without this script, or when anything fails, the form goes to our own page as forms do.

const PAUSE = 150; // ms after the last key
const LONGEST = 60; // letters; after that it is a story, not the beginning of a name

const WORDS = {
  nl: {
    services: "Dit past bij de vraag",
    clarify: "Past een hiervan?",
    human: "Praat eerst met een mens",
    status: "Hoe staat het met de aanvraag?",
    out_of_scope: "Hier gaan wij niet over",
    mine: "Kijk in Mijn zaken",
    contact: "Praat met een mens",
  },
  en: {
    services: "This fits the question",
    clarify: "Does one of these fit?",
    human: "Talk to a person first",
    status: "How is the request going?",
    out_of_scope: "This is not ours to do",
    mine: "Look at your own page",
    contact: "Talk to a person",
  },
};

document.querySelectorAll("form[data-naast-api]").forEach(box);

function box(form) {
  const { naastApi: api, naastLanguage: language = "nl" } = form.dataset;
  const words = WORDS[language.slice(0, 2)] ?? WORDS.nl;
  const field = form.elements.namedItem("vraag");
  const names = made("datalist", { id: `${field.id}-namen` });
  const shown = made("div", { className: "naast-box__answer", hidden: true });
  field.setAttribute("list", names.id);
  form.append(names, shown);
  let waiting = 0;
  let turn = 0;

  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(suggest, PAUSE);
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (!text) return field.focus();
    const mine = ++turn;
    window.clearTimeout(waiting);
    try {
      const answer = await asked("ask", text);
      if (mine === turn) show(answer);
    } catch {
      form.submit();
    }
  });

  async function asked(what, text) {
    const answer = await fetch(`${api}${what}`, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text, language }),
    });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }

  async function suggest() {
    const typed = field.value.trim();
    if (typed.length < 2 || typed.length > LONGEST) return names.replaceChildren();
    try {
      const { suggestions } = await asked("suggest", typed);
      if (typed === field.value.trim()) names.replaceChildren(...suggestions.map((value) => made("option", { value })));
    } catch {
      names.replaceChildren();
    }
  }

  function show(answer) {
    const title = made("p", { className: "naast-box__title", tabIndex: -1 }, answer.event?.name ?? words[answer.kind]);
    shown.replaceChildren(title, ...calls(answer), ...told(answer), list(ways(answer)));
    shown.hidden = false;
    title.focus();
  }

  // Whom to call, before anything else.
  function calls({ helplines }) {
    return helplines.map(({ name, phone, say }) => {
      const number = made("a", { href: `tel:${phone.replaceAll(/[^0-9+]/g, "")}` }, `${name}: ${phone}`);
      return made("p", { className: "naast-box__call" }, number, ` ${say}`);
    });
  }

  function told({ tongue, elsewhere }) {
    const inTongue = tongue && made("p", { lang: tongue.code, dir: tongue.rightToLeft ? "rtl" : "ltr" }, tongue.say);
    return [inTongue, elsewhere && made("p", {}, elsewhere)].filter(Boolean);
  }

  // Pairs of an address and its words, the way to a human last.
  function ways({ kind, ownPage, event, results }) {
    const pairs = results.map(({ url, title }) => [url, title]);
    if (event) pairs.unshift([event.url, event.name]);
    if (kind === "status") pairs.splice(ownPage ? 0 : pairs.length, 0, [there("/mijn/"), words.mine]);
    return [...pairs, [there("/contact/"), words.contact]];
  }

  function there(path) {
    return new URL(path, form.action).href;
  }
}

function list(pairs) {
  return made("ul", {}, ...pairs.map(([href, words]) => made("li", {}, made("a", { href }, words))));
}

function made(name, values, ...inside) {
  const element = Object.assign(document.createElement(name), values);
  element.append(...inside);
  return element;
}
