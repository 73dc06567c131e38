// Pressing: what a button sends, and what becomes of the answer.
import { mine, post } from "./api.js";
import { ask } from "./ask.js";
import { confirm, forget, hear, look } from "./conversation.js";
import { openForm } from "./form.js";
import { go, here, on, tell } from "./here.js";
import { busy, find, sorry } from "./page.js";

let awaited = ""; // a message to look at once its conversation is open

/** Send something, and do what the answer says. A refusal is shown in `slot`. Returns the answer. */
export async function act(name, words, { slot, button = null } = {}) {
  const person = here.person;
  sorry(slot, "");
  const answer = await busy(button, () => post(mine(name), words));
  if (person !== here.person) return answer;
  if (answer.reply === "sorry") sorry(slot, answer.sentence);
  if (answer.reply === "problems") sorry(slot, Object.values(answer.by_field).join(" "));
  if (answer.reply === "show") arrived(answer.message, words.message);
  if (answer.reply === "show" && answer.message.id === words.message) tell("recorded");
  if (answer.reply === "open") openForm(answer, words, filed);
  return answer;
}

/** A message came of it: show it, in its own conversation; a pressed card may have been drawn anew in its place. */
export function arrived(message, pressed = "") {
  if (message.conversation === here.conversation) {
    hear(message);
    if (pressed === message.id) confirm(message.id);
    else look(message.id);
  } else {
    awaited = message.id;
    go({ conversation: message.conversation });
  }
  tell("rail");
}

/** A form was taken. */
function filed(message, pressed) {
  arrived(message, pressed);
  tell("recorded");
}

/** Where a button stands: on a message, or on a card of the panel. */
function placeOf(element) {
  const message = element.closest(".message");
  if (!message) return { words: { conversation: "", message: "" }, slot: find(".slot", element.closest("[role=tabpanel]")) };
  return { words: { conversation: here.conversation, message: message.id }, slot: find(":scope > .content > .slot", message) };
}

async function press(button) {
  const { words, slot } = placeOf(button);
  const danger = button.classList.contains("danger");
  if (button.dataset.confirm && !(await ask(button.dataset.confirm, { yes: button.textContent.trim(), danger }))) return;
  await act("press", { ...words, value: button.dataset.value }, { slot, button });
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button || button.disabled || button.closest("dialog")) return;
  if (button.dataset.value !== undefined) await press(button);
  if (button.dataset.record !== undefined) {
    const { words, slot } = placeOf(button);
    await act("record", words, { slot, button });
  }
  if (button.dataset.dismiss !== undefined) {
    const { words } = placeOf(button);
    await post(mine("dismiss"), words);
    forget(words.message);
    find("#words").focus();
  }
});
on("loaded", () => {
  if (awaited) look(awaited);
  awaited = "";
});
