// The switch: find anybody by name, office, agency or address, and act as that person.
import { get } from "./api.js";
import { go, here } from "./here.js";
import { activate, active, arrows, shown, step } from "./listbox.js";
import { all, find, trouble } from "./page.js";

const dialog = find("#people-dialog");
const search = find("#people-search");
const list = find("#people-list");

/** Open at once, so that whoever types on is heard; the list comes when it has been read. */
export async function openPeople() {
  if (find("dialog[open]")) return;
  search.value = "";
  dialog.showModal();
  filter();
  const answer = await get("/api/people");
  if (!answer.people) {
    dialog.close();
    return trouble(answer.sentence);
  }
  list.innerHTML = answer.html;
  filter();
  const current = find(`#as-${CSS.escape(here.person)}`, list);
  current?.setAttribute("aria-selected", "true");
  if (current && !search.value) activate(search, list, current);
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/);
  for (const option of all("[data-person]", list)) {
    option.hidden = !words.every((word) => option.dataset.search.includes(word));
  }
  for (const group of all(".people", list)) group.hidden = !find("[data-person]:not([hidden])", group);
  const some = shown(list);
  find("#people-none").hidden = some.length > 0 || list.childElementCount === 0;
  activate(search, list, some[0]);
}

function choose(option) {
  if (!option) return;
  dialog.close();
  go({ person: option.dataset.person });
  find("#words").focus();
}

search.addEventListener("input", filter);
search.addEventListener("keydown", (event) => {
  if (event.key in arrows) step(search, list, arrows[event.key]);
  else if (event.key === "Enter") choose(active(list));
  else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => choose(event.target.closest("[data-person]")));
dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
find("#me").addEventListener("click", openPeople);
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  openPeople();
});
