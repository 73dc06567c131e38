// Writing: plain words, an answer in a thread, or a command, with what can be typed shown as one types.
import { act } from "./actions.js";
import { go, here, on } from "./here.js";
import { activate, active, arrows, shown, step } from "./listbox.js";
import { find, make } from "./page.js";

const COMMAND = "/gov";
const STANDS_FOR = /(\s+[A-Z]+)+$/; // "status POLICY": what the person puts in there
const form = find("#composer");
const words = find("#words");
const list = find("#suggestions");
const slot = find(".slot", form);
let known = [];
let kept = {}; // what was being written, by person and conversation

export function learn(commands) {
  known = commands;
}

/** Put words into the composer, ready to be sent. */
export function write(text) {
  words.value = text;
  grow();
  words.focus();
}

function suggest() {
  const typed = words.value.toLowerCase();
  const rest = typed.startsWith(COMMAND) ? typed.slice(COMMAND.length).trimStart() : "";
  const asks = typed.startsWith("/") && !typed.includes("\n") && (COMMAND.startsWith(typed) || typed.startsWith(`${COMMAND} `));
  const fitting = asks ? known.filter((each) => fits(each, rest)) : [];
  list.replaceChildren(...fitting.map(({ word, label }, at) => option(word, label, at)));
  list.hidden = fitting.length === 0;
  activate(words, list, null);
}

/** By the beginning of its word, or by what it does. */
function fits({ word, label }, rest) {
  return (word.startsWith(rest) && word !== rest) || (rest.length > 2 && label.toLowerCase().includes(rest));
}

function option(word, label, at) {
  const item = make("li", { id: `suggestion-${at}` }, make("code", { text: `${COMMAND} ${word}` }), make("span", { text: label }));
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", "false");
  item.dataset.word = word;
  return item;
}

function take(item) {
  write(`${COMMAND} ${item.dataset.word.replace(STANDS_FOR, "")} `);
  list.hidden = true;
}

function grow() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight}px`;
}

async function send() {
  const text = words.value.trim();
  if (!text) return words.focus();
  const name = text.split(/\s/)[0] === COMMAND ? "command" : "say";
  const at = { conversation: here.conversation, root: here.root };
  words.value = "";
  kept = { ...kept, [key()]: "" };
  list.hidden = true;
  grow();
  const answer = await act(name, { ...at, text }, { slot, button: find("#send") });
  if (answer.reply === "sorry" && name === "command" && !words.value) write(text);
  else if (answer.reply !== "open") reply("", "");
  if (!find("dialog[open]")) words.focus();
}

/** Answer in the thread of a message; "" is no thread. */
function reply(root, headline) {
  here.root = root;
  find("#replying").hidden = !root;
  find("#replying strong").textContent = headline;
}

const key = () => `${here.person} ${here.conversation}`;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
words.addEventListener("input", () => {
  kept[key()] = words.value;
  grow();
  suggest();
});
words.addEventListener("blur", () => setTimeout(() => { list.hidden = true; }, 150));
words.addEventListener("keydown", (event) => {
  const open = !list.hidden && shown(list).length > 0;
  if (open && event.key in arrows) step(words, list, arrows[event.key]);
  else if (open && event.key === "Escape") list.hidden = true;
  else if (open && event.key === "Tab" && !event.shiftKey) take(active(list) ?? shown(list)[0]);
  else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    if (open && active(list)) take(active(list));
    else send();
  } else return;
  event.preventDefault();
});
list.addEventListener("mousedown", (event) => {
  event.preventDefault();
  const item = event.target.closest("[data-word]");
  if (item) take(item);
});
find("#replying button").addEventListener("click", () => {
  reply("", "");
  words.focus();
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-reply]");
  if (!button) return;
  const message = button.closest(".message");
  reply(message.id, find(".headline, .words", message).textContent);
  words.focus();
});
on("conversation", () => {
  slot.replaceChildren();
  reply("", "");
  words.value = kept[key()] ?? "";
  grow();
});
on("try", ({ person, command }) => {
  kept[`${person} dm:${person}`] = command;
  go({ person });
  words.focus();
});
