// Commenting passage by passage: words that are selected go into the form, with the section in which they stand.
// Without this script everything can be done with the form alone.

const article = document.getElementById("text");
const MOST = 3000;

function tidy(words) {
  return words.replace(/\s+/g, "");
}

// The section of each heading: the choice of the form whose words the heading begins with.
function sectionOf(node) {
  let last = null;
  for (const heading of article.querySelectorAll("h2, h3, h4, h5, h6")) {
    if (heading !== node && !(heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    if (choiceOf(heading)) last = heading;
  }
  return last ? choiceOf(last) : "";
}

function choiceOf(heading) {
  const words = tidy(wordsOf(heading));
  const options = [...document.getElementById("field-section").options];
  const chosen = options.find((option) => option.value && words.startsWith(tidy(option.value).replace(/…$/, "")));
  return chosen ? chosen.value : "";
}

// The words of a block, without the button that stands in it.
function wordsOf(block) {
  const copy = block.cloneNode(true);
  for (const button of copy.querySelectorAll(".place")) button.remove();
  return copy.textContent.replace(/\s+/g, " ").trim();
}

function blockOf(node) {
  const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  return element.closest("p, li, td, th, h2, h3, h4, h5, h6, pre, blockquote") || article;
}

// Put a place into the form; where words are proposed, they begin as the draft has them.
function write(section, passage, proposing) {
  const form = document.getElementById("comment");
  form.querySelector("#field-section").value = section;
  form.querySelector("#field-paragraph").value = "";
  form.querySelector("#field-passage").value = passage.slice(0, MOST);
  const proposed = form.querySelector("#field-new_words");
  if (proposing) proposed.value = passage.slice(0, MOST);
  tool.hidden = true;
  const field = proposing ? proposed : form.querySelector("#field-text");
  field.focus();
  field.scrollIntoView({ block: "center" });
}

// Two buttons beside the words that are selected.
const tool = document.createElement("div");
tool.className = "tool no-print";
tool.hidden = true;
let chosen = null;
for (const [label, proposing] of [["Comment on this", false], ["Propose other words", true]]) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", () => chosen && write(chosen.section, chosen.passage, proposing));
  tool.append(button);
}
document.body.append(tool);

document.addEventListener("selectionchange", () => {
  const selection = document.getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  if (!range || selection.isCollapsed || !article.contains(range.commonAncestorContainer)) {
    if (!tool.contains(document.activeElement)) tool.hidden = true;
    return;
  }
  const passage = selection.toString().replace(/Comment here/g, "").replace(/\s+/g, " ").trim();
  if (!passage) return;
  chosen = { passage, section: sectionOf(blockOf(range.startContainer)) };
  const at = range.getBoundingClientRect();
  tool.hidden = false;
  tool.style.setProperty("top", `${window.scrollY + at.bottom + 6}px`);
  tool.style.setProperty("left", `${Math.max(8, Math.min(window.scrollX + at.left, window.innerWidth - tool.offsetWidth - 8))}px`);
});

// By keyboard: a button at each heading and paragraph; Tab goes to the headings', the arrows to all of them.
const places = [];
for (const block of article.querySelectorAll("h2, h3, h4, h5, h6, p, li, pre")) {
  if (!wordsOf(block) || block.querySelector("p, li, pre")) continue;
  const button = document.createElement("button");
  const heading = /^H/.test(block.tagName);
  button.type = "button";
  button.className = "place no-print";
  button.textContent = "Comment here";
  const words = wordsOf(block);
  button.setAttribute("aria-label", `Comment on ${heading ? "the section" : "the paragraph"} “${words.slice(0, 60)}”`);
  if (!heading && places.length) button.tabIndex = -1;
  button.addEventListener("click", () => write(sectionOf(block), heading ? "" : words, false));
  places.push(button);
  block.append(" ", button);
}
article.addEventListener("keydown", (event) => {
  const here = places.indexOf(event.target);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (here < 0 || !step || !places[here + step]) return;
  event.preventDefault();
  places[here + step].focus();
});
document.getElementById("by-keyboard").hidden = !places.length;

// The words of saved comments are marked in the text, where the browser can do it.
function markSaved() {
  if (!window.CSS || !CSS.highlights) return;
  const ranges = [];
  for (const item of document.querySelectorAll("#saved li[data-passage]")) {
    const range = find(item.dataset.passage);
    if (range) ranges.push(range);
  }
  CSS.highlights.set("saved", new Highlight(...ranges));
}

function find(passage) {
  const wanted = tidy(passage);
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".place") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  let all = "";
  const spots = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data;
    for (let at = 0; at < text.length; at++) {
      if (/\s/.test(text[at])) continue;
      all += text[at];
      spots.push([walker.currentNode, at]);
    }
  }
  const start = wanted ? all.indexOf(wanted) : -1;
  if (start < 0) return null;
  const range = document.createRange();
  range.setStart(...spots[start]);
  const [node, at] = spots[start + wanted.length - 1];
  range.setEnd(node, at + 1);
  return range;
}

// Saving, deleting and splitting leave the reader where they read: only the comments are drawn anew.
async function send(form, button) {
  const data = new FormData(form, button);
  for (const each of form.querySelectorAll("button")) each.disabled = true;
  document.getElementById("saving").textContent = "Saving …";
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const panel = next.getElementById("panel");
    if (!panel) throw new Error("no panel");
    document.title = next.title;
    document.getElementById("panel").replaceWith(document.adoptNode(panel));
    listen();
    const problems = document.getElementById("problems");
    (problems || document.getElementById("saved-head")).focus();
    const count = document.querySelectorAll("#saved li[id]").length;
    if (!problems) document.getElementById("saving").textContent = `Done. Saved, not handed in: ${count}.`;
  } catch {
    for (const each of form.querySelectorAll("button")) each.disabled = false;
    document.getElementById("saving").textContent = "It could not be saved. Press the button again; what you wrote is still here.";
  }
}

let changed = false;
function listen() {
  changed = false;
  for (const id of ["comment", "saved-list"]) {
    const form = document.getElementById(id);
    if (!form) continue;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, event.submitter);
    });
  }
  document.getElementById("saved-head").tabIndex = -1;
  const writing = document.getElementById("comment");
  writing.addEventListener("input", () => { changed = true; });
  for (const other of document.querySelectorAll("#handing, #panel a.button")) {
    other.addEventListener(other.tagName === "FORM" ? "submit" : "click", () => { changed = false; });
  }
  markSaved();
}
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
listen();
