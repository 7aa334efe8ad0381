// Who may be watched leaves with one press, or by Escape three times: the page is empty at once, and Back does not return to it.

const TIMES = 3;

export function leaveQuickly(link) {
  let pressed = 0;

  link.addEventListener("click", leave);
  document.addEventListener("keydown", (event) => {
    pressed = event.key === "Escape" ? pressed + 1 : 0;
    if (pressed === TIMES) leave(event);
  });

  function leave(event) {
    event.preventDefault();
    document.title = new URL(link.href).hostname;
    document.body.replaceChildren();
    window.location.replace(link.href);
  }
}
