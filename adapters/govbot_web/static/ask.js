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
    find("form", dialog).onsubmit = ({ submitter }) => setTimeout(() => settle(submitter?.value === "yes"));
    // A browser tells that a dialog was closed a moment later: by then it may be open with the next question.
    dialog.onclose = () => dialog.open || settle(dialog.returnValue === "yes");
  });
}
