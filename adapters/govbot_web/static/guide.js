// The guide for a first visit: a few steps, each of which lets one be the person who takes it. Where something has
// been said it is a slim bar, so that the conversation has the room.
import { on, tell } from "./here.js";
import { find } from "./page.js";

const SEEN = "govbot-guide-seen";
const guide = find("#guide");
const toggle = find("#guide-toggle");
const fold = find("#guide-fold");

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
  tell("try", { person: button.dataset.as, command: button.dataset.command });
});
on("opened", ({ empty }) => unfold(empty));
show(localStorage.getItem(SEEN) === null && Boolean(find("#guide li")));
