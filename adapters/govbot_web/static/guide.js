// The guide for a first visit: a few steps, each of which lets one be the person who takes it.
import { tell } from "./here.js";
import { find } from "./page.js";

const SEEN = "govbot-guide-seen";
const guide = find("#guide");
const toggle = find("#guide-toggle");

function show(open) {
  guide.hidden = !open;
  toggle.setAttribute("aria-expanded", String(open));
}

function close() {
  show(false);
  localStorage.setItem(SEEN, "yes");
}

toggle.addEventListener("click", () => (guide.hidden ? show(true) : close()));
find("#guide-close").addEventListener("click", () => {
  close();
  toggle.focus();
});
guide.addEventListener("click", (event) => {
  const button = event.target.closest("[data-as]");
  if (button) tell("try", { person: button.dataset.as, command: button.dataset.command });
});
show(localStorage.getItem(SEEN) === null && Boolean(find("#guide li")));
