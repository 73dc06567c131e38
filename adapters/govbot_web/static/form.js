// A form, in a dialog: opened by a reply, handed in, kept until the bot has taken it or the person lets it go.
import { mine, post } from "./api.js";
import { ask } from "./ask.js";
import { lookAtForm } from "./drawn.js";
import { answers, fillIn, prepare, uploads } from "./fields.js";
import { here } from "./here.js";
import { all, announce, busy, find, make, sorry } from "./page.js";

const LEAVE = "Close this form? What you typed is kept for a day, and offered when you open it again; choices and files are not kept.";
const dialog = find("#form-dialog");
let open = null; // the form's token, where it was opened, who opened it, what stood in it at first, what to do at the end

/** Show the form of a reply. `words` say where it was opened; `done` gets the message that comes of it. */
export function openForm(reply, words, done) {
  show(reply, { person: here.person, words, done, before: document.activeElement });
  dialog.showModal();
  find("#form-title").focus();
}

function show(reply, about) {
  dialog.innerHTML = reply.html;
  prepare(dialog, reply.form);
  open = { ...about, token: reply.form.token, form: reply.form, first: snapshot() };
}

const snapshot = () => JSON.stringify([answers(dialog), Object.keys(uploads(dialog))]);

async function submit() {
  const { words, token, done, person } = open;
  const given = answers(dialog);
  const files = uploads(dialog);
  clear();
  const place = { conversation: words.conversation, message: words.message ?? "", root: words.root ?? "" };
  const send = () => post(mine("submit"), { ...place, token, answers: given }, files);
  const reply = await busy(find("button[type=submit]", dialog), send);
  if (!open || open.token !== token || here.person !== person) return;
  if (reply.reply === "show") {
    close();
    done(reply.message, words.message);
    announce(reply.message.card?.headline ?? "");
  } else if (reply.reply === "open") next(reply);
  else if (reply.reply === "problems") point(reply.by_field);
  else summary([make("p", { text: reply.sentence })]);
}

/** A further step: another form in the place of this one, with the answers kept where names match. */
function next(reply) {
  const kept = fillIn.remember(dialog);
  show(reply, open);
  fillIn(dialog, kept);
  open.first = "";
  find("#form-title").focus();
}

/** Say at each field what is wrong with it, and all of it above. */
function point(problems) {
  const lines = Object.entries(problems).map(([name, sentence]) => {
    const field = find(`.field[data-name="${CSS.escape(name)}"]`, dialog);
    if (!field) return make("li", { text: sentence });
    field.classList.add("wrong");
    if (field.closest("details")) field.closest("details").open = true;
    const error = find(".error", field);
    error.textContent = sentence;
    error.hidden = false;
    const control = find("input, textarea, select", field);
    control?.setAttribute("aria-invalid", "true");
    const link = make("a", { href: `#${control?.id ?? ""}`, text: `${field.dataset.label.replace(/[?:.]$/, "")}: ${sentence}` });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      control?.focus();
    });
    return make("li", {}, link);
  });
  summary([make("ul", {}, ...lines)]);
}

function summary(children) {
  const box = find(".summary", dialog);
  box.replaceChildren(...children);
  box.setAttribute("role", "alert");
  box.hidden = false;
  box.focus();
  box.scrollIntoView({ block: "nearest" });
}

function clear() {
  find(".summary", dialog).hidden = true;
  for (const field of all(".field.wrong", dialog)) {
    field.classList.remove("wrong");
    find(".error", field).hidden = true;
    find("[aria-invalid]", field)?.removeAttribute("aria-invalid");
  }
}

/** Leave without handing it in; what was typed is kept, for the same form of the same person. */
async function leave() {
  if (open && snapshot() !== open.first) {
    if (!(await ask(LEAVE, { yes: "Close the form", no: "Go on writing", danger: true }))) return;
    post(mine("closed"), { token: open.token, answers: answers(dialog) });
  }
  close();
}

function close() {
  const before = open?.before;
  open = null;
  dialog.close();
  dialog.replaceChildren();
  if (!before?.isConnected || before === document.body || before.id === "send") find("#words").focus();
}

dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
dialog.addEventListener("cancel", (event) => {
  if (event.target !== dialog) return;
  event.preventDefault();
  leave();
});
dialog.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault(); // before the browser insists on closing it at the second Esc
  leave();
});
dialog.addEventListener("click", (event) => {
  if (event.target.closest("[data-close]")) leave();
  const look = event.target.closest("[data-elsewhere]");
  if (look) lookAtForm(open.form, look);
});
dialog.addEventListener("input", (event) => {
  const field = event.target.closest(".field.wrong");
  if (field) find("[aria-invalid]", field)?.removeAttribute("aria-invalid");
});
window.addEventListener("beforeunload", (event) => open && snapshot() !== open.first && event.preventDefault());
