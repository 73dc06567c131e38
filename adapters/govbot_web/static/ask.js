// Asks "are you sure", in a dialog that Esc and the first button answer with no.
import { find } from "./page.js";

/** Whether the person said yes. */
export function ask(question, { yes = "Yes", no = "No, go back", danger = false } = {}) {
  const dialog = find("#ask-dialog");
  find("#ask-words", dialog).textContent = question;
  find("[data-no]", dialog).textContent = no;
  const sure = find("[data-yes]", dialog);
  sure.textContent = yes;
  sure.className = danger ? "button danger" : "button primary";
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((settle) => {
    dialog.addEventListener("close", () => settle(dialog.returnValue === "yes"), { once: true });
  });
}
