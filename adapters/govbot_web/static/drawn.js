// A card, or the open form, as Slack and Teams draw it, with the JSON beside it.
import { get, mine, post } from "./api.js";
import { here } from "./here.js";
import { all, announce, busy, find, trouble } from "./page.js";

const dialog = find("#drawn-dialog");
let before = null; // where the focus was

/** Show how each chat draws the card of this message. */
async function lookAt(button) {
  const message = button.closest(".message").id;
  const path = `${mine("drawn")}?conversation=${encodeURIComponent(here.conversation)}&message=${message}`;
  show(await busy(button, () => get(path)), button);
}

/** Show how each chat draws a form. */
export async function lookAtForm(form, button) {
  show(await busy(button, () => post(mine("drawn"), { form })), button);
}

function show(answer, button) {
  if (!answer.html) return trouble(answer.sentence);
  before = button;
  dialog.innerHTML = answer.html;
  dialog.showModal();
  find("#drawn-title").focus();
}

function turnTo(chat) {
  for (const button of all("[data-chat]", dialog)) button.setAttribute("aria-pressed", String(button.dataset.chat === chat));
  for (const drawing of all("[data-drawing]", dialog)) drawing.hidden = drawing.dataset.drawing !== chat;
}

async function copy(button) {
  await navigator.clipboard.writeText(find("pre", button.closest(".sent")).textContent);
  announce("Copied.");
}

dialog.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.chat) turnTo(button.dataset.chat);
  if (button?.dataset.copy !== undefined) copy(button);
  if (button?.dataset.close !== undefined) dialog.close();
});
dialog.addEventListener("close", () => {
  dialog.replaceChildren();
  if (before?.isConnected) before.focus();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-elsewhere]");
  if (button && button.closest(".message")) lookAt(button);
});
