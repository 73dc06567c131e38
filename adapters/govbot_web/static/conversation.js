// The conversation in the middle: its messages, as they are and as they come.
import { get, mine, post } from "./api.js";
import { here, on, tell } from "./here.js";
import { all, announce, drawn, find, make, trouble } from "./page.js";

const list = find("#messages");
const scroll = find("#scroll");
const earlier = find("#earlier");
const MARGIN = 12; // pixels between a message and the edge of the conversation
let drawnFor = ""; // the person and the conversation that stand there
let heard = 0; // how often something came or changed: what was read before that is read again

/** Read the conversation from the start. Messages that stand there stay, so that nothing moves under a click. */
export async function load() {
  const { person, conversation } = here;
  const before = heard;
  const answer = await get(`${mine("messages")}?conversation=${encodeURIComponent(conversation)}`);
  if (person !== here.person || conversation !== here.conversation) return;
  if (!answer.messages) return trouble(answer.sentence);
  if (before !== heard) return load();
  const again = drawnFor === `${person} ${conversation}`;
  const [last, place] = [list.lastElementChild?.id, scroll.scrollTop];
  drawnFor = `${person} ${conversation}`;
  const kept = new Set(again ? answer.messages.map((message) => message.id) : []);
  for (const message of all(".message", list)) if (!kept.has(message.id)) message.remove();
  for (const message of answer.messages) put(message);
  earlier.hidden = !answer.earlier;
  settle();
  if (!again) tell("opened", { empty: list.childElementCount === 0 });
  if (again && list.lastElementChild?.id === last) scroll.scrollTop = place;
  else if (list.lastElementChild) look(list.lastElementChild.id);
  tell("loaded");
  read();
}

/** Add a message, or draw it again where it is. Returns its element. */
export function put(message, first = false) {
  const fresh = drawn(message.html);
  fresh.dataset.day = message.day;
  const old = document.getElementById(message.id);
  if (old) return redraw(old, fresh);
  const thread = message.root && find(`#${message.root} > .content > .thread`);
  if (first && !thread) list.prepend(fresh);
  else inOrder(thread || list, fresh);
  return fresh;
}

/** What comes by the line and what comes as an answer may overtake each other: their numbers say the order. */
function inOrder(those, fresh) {
  const later = all(":scope > .message", those).find((each) => Number(each.dataset.seq) > Number(fresh.dataset.seq));
  if (later) later.before(fresh);
  else those.append(fresh);
}

/** A message has come, or has changed, while the page is open. */
export function hear(message) {
  heard += 1;
  const low = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 160;
  const known = document.getElementById(message.id);
  const element = put(message);
  settle();
  if (known) return;
  element.classList.add("fresh");
  if (message.author !== here.person) announce(`${message.who}: ${message.card?.headline ?? message.words}`);
  if ((low || message.author === here.person) && !element.nextElementSibling) look(message.id);
  read();
}

/** A card that was pressed and drawn anew: its end, where what has come of it stands, and a word that it is done. */
export function confirm(id) {
  const element = document.getElementById(id);
  if (!element) return;
  element.classList.remove("fresh");
  requestAnimationFrame(() => element.classList.add("fresh"));
  const slot = find(":scope > .content > .slot", element);
  const note = make("p", { className: "confirmed", text: "Recorded. The card shows how it stands now." });
  note.setAttribute("role", "status");
  slot.replaceChildren(note);
  const [frame, box] = [scroll, note].map((each) => each.getBoundingClientRect());
  if (box.top < frame.top || box.bottom > frame.bottom - MARGIN) scroll.scrollTop += box.bottom - frame.bottom + MARGIN;
}

/** Bring a message before the eyes, from its first line on. */
export function look(id) {
  const element = document.getElementById(id);
  if (!element) return;
  const [frame, box] = [scroll, element].map((each) => each.getBoundingClientRect());
  const above = box.top - frame.top - MARGIN;
  const below = box.bottom - frame.bottom + MARGIN;
  if (above < 0 || below > 0) scroll.scrollTop += above < 0 ? above : Math.min(above, below);
}

export function forget(id) {
  document.getElementById(id)?.remove();
  settle();
}

/** Only what is drawn is exchanged: what stands below it (a refusal, the thread) and the focus stay. */
function redraw(old, fresh) {
  const [was, now] = [old, fresh].map((message) => find(":scope > .content > .said", message));
  if (was.innerHTML === now.innerHTML) return old;
  const label = was.contains(document.activeElement) ? document.activeElement.textContent : null;
  was.replaceChildren(...now.childNodes);
  if (label !== null) (all("button", was).find((button) => button.textContent === label) ?? find(".headline", was))?.focus();
  const by = find(":scope > .content > .tools", old);
  by.replaceChildren(...find(":scope > .content > .tools", fresh).childNodes);
  return old;
}

/** The days between messages, and the words of an empty conversation. */
function settle() {
  let day = "";
  let before = null;
  all(":scope > .day", list).forEach((line) => line.remove());
  for (const message of all(":scope > .message", list)) {
    if (message.dataset.day !== day) message.before(make("li", { className: "day", text: message.dataset.day }));
    message.classList.toggle("again", sameBreath(before, message));
    day = message.dataset.day;
    before = message;
  }
  find("#idle").hidden = list.childElementCount > 0;
}

/** Words that the same person adds within the minute need no second picture. */
function sameBreath(before, message) {
  const plain = (each) => each && each.dataset.author && !find(".tools button, .thread > *", each) && find("time", each).textContent;
  return Boolean(plain(before)) && before.dataset.author === message.dataset.author && plain(before) === plain(message);
}

function read() {
  if (!document.hidden) post(mine("read"), { conversation: here.conversation }).then(() => tell("rail"));
}

async function older() {
  const before = find(".message", list)?.dataset.seq ?? "";
  const path = `${mine("messages")}?conversation=${encodeURIComponent(here.conversation)}&before=${before}`;
  const answer = await get(path);
  if (!answer.messages) return trouble(answer.sentence);
  const height = scroll.scrollHeight;
  for (const message of answer.messages.toReversed()) put(message, true);
  earlier.hidden = !answer.earlier;
  settle();
  scroll.scrollTop += scroll.scrollHeight - height;
}

earlier.addEventListener("click", older);
on("conversation", load);
