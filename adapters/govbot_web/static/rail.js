// The list at the left: who one is, and that person's conversations.
import { get, mine } from "./api.js";
import { go, here, on } from "./here.js";
import { all, calmly, find, trouble } from "./page.js";

const rail = find("#rail");
const toggle = find("#rail-toggle");

async function load() {
  const { person } = here;
  const answer = await get(mine("conversations"));
  if (person !== here.person) return;
  if (!answer.conversations) return trouble(answer.sentence);
  const focused = document.activeElement?.dataset?.conversation;
  find("#conversations").innerHTML = answer.html;
  find("#me").innerHTML = answer.me;
  mark();
  if (focused) find(`[data-conversation="${CSS.escape(focused)}"]`)?.focus();
  const unread = answer.conversations.reduce((sum, each) => sum + each.unread, 0);
  document.title = `${unread ? `(${unread}) ` : ""}${answer.person.name} · govbot playground`;
  if (!answer.conversations.some((each) => each.id === here.conversation)) go();
}

function mark() {
  for (const each of all(".conversation")) {
    const current = each.dataset.conversation === here.conversation;
    if (!current) { each.removeAttribute("aria-current"); continue; }
    each.setAttribute("aria-current", "true");
    for (const [id, words] of [["#conversation-name", each.dataset.name], ["#conversation-topic", each.dataset.topic]]) {
      find(id).textContent = find(id).title = words;
    }
  }
}

/** On a narrow window the list lies above the conversation. */
export function openRail(open) {
  document.body.classList.toggle("with-rail", open);
  toggle.setAttribute("aria-expanded", String(open));
  if (open) find("#me").focus();
}

export const refresh = calmly(load);

rail.addEventListener("click", (event) => {
  const button = event.target.closest("[data-conversation]");
  if (!button) return;
  go({ conversation: button.dataset.conversation });
  openRail(false);
});
rail.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !document.body.classList.contains("with-rail")) return;
  openRail(false);
  toggle.focus();
});
toggle.addEventListener("click", () => openRail(!document.body.classList.contains("with-rail")));
find("#conversation").addEventListener("pointerdown", () => openRail(false));
on("person", load);
on("rail", refresh);
on("panel", () => openRail(false));
on("conversation", mark);
