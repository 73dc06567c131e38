// The rehearsal's clock: what it says, and moving it forward.
import { get, post } from "./api.js";
import { tell } from "./here.js";
import { all, announce, busy, find, make, sorry } from "./page.js";

const dialog = find("#clock-dialog");
const slot = find(".slot", dialog);

export function showTime({ now, moment }) {
  const time = find("#now");
  time.textContent = moment;
  time.dateTime = now;
  find(".moment", dialog).textContent = moment;
}

async function open() {
  const answer = await get("/api/clock");
  if (!answer.now) return;
  showTime(answer);
  sorry(slot, "");
  const next = find("#clock-next");
  next.replaceChildren(answer.next ? make("strong", { text: answer.next }) : "Nothing is due at present.");
  if (answer.next) next.prepend("The next deadline: ");
  if (answer.what) next.append(make("span", { text: answer.what }));
  next.hidden = false;
  find("[data-next]", dialog).hidden = !answer.next;
  find("#clock-to").value = find("#clock-to").min = answer.local;
  if (!dialog.open) dialog.showModal();
}

/** What time has brought about, and what is due next; the dialog stays open. */
async function tellWhat(happened) {
  const list = make("ul", { className: "happened" });
  list.append(...happened.map((text) => make("li", { text })));
  await open();
  slot.replaceChildren(make("strong", { text: "Meanwhile:" }), list);
}

async function move(button, to) {
  const answer = await busy(button, () => post("/api/clock", to));
  if (answer.reply === "sorry") return sorry(slot, answer.sentence);
  showTime(answer);
  announce(`It is now ${answer.moment}.`);
  if (answer.happened?.length) await tellWhat(answer.happened);
  else dialog.close();
  tell("world");
}

find("#clock").addEventListener("click", open);
for (const button of all("[data-days]", dialog)) {
  button.addEventListener("click", () => move(button, { days: Number(button.dataset.days) }));
}
find("[data-next]", dialog).addEventListener("click", (event) => move(event.currentTarget, { next: true }));
find("[data-to]", dialog).addEventListener("click", (event) => move(event.currentTarget, { to: find("#clock-to").value }));
