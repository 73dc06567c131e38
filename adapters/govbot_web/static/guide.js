// The guide for a first visit: a few steps, each of which lets one be the person who takes it. Where something has
// been said it is a slim bar, so that the conversation has the room.
import { here, on, tell } from "./here.js";
import { all, find, make } from "./page.js";

const SEEN = "govbot-guide-seen";
const guide = find("#guide");
const toggle = find("#guide-toggle");
const fold = find("#guide-fold");
let begun = null; // the step that was taken up, until something is recorded
let sought = false; // whether a step was begun whose button is to be shown

function show(open) {
  guide.hidden = !open;
  toggle.setAttribute("aria-expanded", String(open));
}

function unfold(open) {
  guide.classList.toggle("slim", !open);
  find("#guide-steps").hidden = !open;
  fold.setAttribute("aria-expanded", String(open));
  fold.textContent = open ? "Fold" : "Show";
}

function close() {
  show(false);
  localStorage.setItem(SEEN, "yes");
}

toggle.addEventListener("click", () => {
  if (!guide.hidden) return close();
  show(true);
  unfold(true);
});
fold.addEventListener("click", () => unfold(guide.classList.contains("slim")));
find("#guide-close").addEventListener("click", () => {
  close();
  toggle.focus();
});
guide.addEventListener("click", (event) => {
  const button = event.target.closest("[data-as]");
  if (!button) return;
  unfold(false);
  sought = !button.dataset.command;
  begun = button;
  tell("try", { person: button.dataset.as, command: button.dataset.command });
});
// What is asked of the person may stand above or below what is seen: its button is brought before the eyes.
on("loaded", () => {
  if (!sought) return;
  sought = false;
  const button = all("#messages .button.primary").at(-1);
  button?.scrollIntoView({ block: "center" });
  button?.focus();
});
// A step is done once its person has had something recorded; what is done is not offered again.
on("recorded", () => {
  if (begun?.dataset.as !== here.person) return;
  begun.closest("li").classList.add("done");
  begun.replaceWith(make("span", { className: "small", text: "Done" }));
  begun = null;
});
on("opened", ({ empty }) => unfold(empty));
show(localStorage.getItem(SEEN) === null && Boolean(find("#guide li")));
