// Small things that every module needs: finding, making, saying.

export const find = (selector, within = document) => within.querySelector(selector);
export const all = (selector, within = document) => [...within.querySelectorAll(selector)];

/** An element with this text; text is never read as HTML. */
export function make(name, { text = "", ...rest } = {}, ...children) {
  const element = Object.assign(document.createElement(name), rest);
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

/** The element of a fragment that the server drew. */
export function drawn(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

/** Say it to those who listen rather than look. */
export function announce(sentence) {
  const line = make("p", { text: sentence });
  find("#announcer").append(line);
  setTimeout(() => line.remove(), 8000);
}

/** Show a refusal where the person is looking; "" takes it away. */
export function sorry(slot, sentence) {
  slot.replaceChildren();
  if (!sentence) return;
  const note = make("p", { className: "sorry", text: sentence });
  note.setAttribute("role", "alert");
  slot.append(note);
  note.scrollIntoView({ block: "nearest" });
}

/** Something went wrong that belongs to no place on the page. */
export function trouble(sentence) {
  const note = find("#trouble");
  note.textContent = sentence;
  note.hidden = !sentence;
  clearTimeout(trouble.timer);
  if (sentence) trouble.timer = setTimeout(() => trouble(""), 8000);
}

/** Call `act` once things have been quiet for a moment. */
export function calmly(act, pause = 120) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, pause);
  };
}

/** Show that a button works, and let nothing beside it be pressed, until `work` is done. */
export async function busy(button, work) {
  const beside = button ? all("button", button.closest(".buttons, footer, .write, .steps, .record-head") ?? button) : [];
  const focused = button !== null && document.activeElement === button;
  for (const each of [button, ...beside]) if (each) each.disabled = true;
  if (button) button.dataset.busy = "";
  try {
    return await work();
  } finally {
    for (const each of [button, ...beside]) if (each) each.disabled = false;
    if (button) delete button.dataset.busy;
    const lost = document.activeElement === document.body || document.activeElement === button;
    if (focused && lost && button.isConnected) button.focus();
  }
}
