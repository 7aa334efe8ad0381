// Passkeys: ask the server for a challenge, let the device answer, send that back. Without support the form stays hidden.
const supported = window.PublicKeyCredential && PublicKeyCredential.parseRequestOptionsFromJSON;

async function send(url, form) {
  const answer = await fetch(url, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } });
  return { ok: answer.ok, ...(await answer.json()) };
}

async function ask(form) {
  const { publicKey } = await send(form.dataset.options, form);
  const credential =
    form.dataset.passkey === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  form.elements.credential.value = JSON.stringify(credential);
  return send(form.action, form);
}

for (const form of supported ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const says = form.querySelector("[data-passkey-says]");
    try {
      const result = await ask(form);
      if (result.next) location.assign(result.next);
      else says.textContent = result.sentence;
    } catch {
      says.textContent = "Er is nog niets gebeurd. Probeer het nog een keer, of gebruik het werkaccount.";
    }
  });
}
