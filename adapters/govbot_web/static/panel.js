// The panel at the right: this person's home, the process, the record, the Library.
import { get, mine, post } from "./api.js";
import { here, on, tell } from "./here.js";
import { all, busy, calmly, find, make, sorry, trouble } from "./page.js";

const panel = find("#panel");
const toggle = find("#panel-toggle");
const tabs = all("[role=tab]", panel);
let stream = "";

const paths = {
  home: () => mine("home"),
  process: () => "/api/process",
  record: () => `/api/record?stream=${encodeURIComponent(stream)}`,
  library: () => "/api/library",
};

const current = () => tabs.find((tab) => tab.getAttribute("aria-selected") === "true");
const nameOf = (tab) => tab.id.slice("tab-".length);

/** Draw what the open tab shows. What is read or pressed in it stays where it was. */
async function load() {
  const tab = current();
  if (panel.hidden || !tab || !here.person) return;
  const path = paths[nameOf(tab)]();
  const answer = await get(path);
  if (tab !== current() || path !== paths[nameOf(tab)]()) return;
  if (answer.html === undefined) return trouble(answer.sentence);
  const fill = find(`#panel-${nameOf(tab)} .fill`);
  if (fill.dataset.drawn === answer.html) return;
  const focused = fill.contains(document.activeElement) ? document.activeElement : null;
  fill.innerHTML = answer.html;
  fill.dataset.drawn = answer.html;
  if (focused) (all(focused.tagName, fill).find((each) => each.textContent === focused.textContent) ?? fill.parentElement).focus();
}

export function choose(tab) {
  for (const each of tabs) {
    const chosen = each === tab;
    each.setAttribute("aria-selected", String(chosen));
    each.tabIndex = chosen ? 0 : -1;
    find(`#${each.getAttribute("aria-controls")}`).hidden = !chosen;
  }
  load();
}

export function openPanel(open) {
  panel.hidden = !open;
  if (open) tell("panel");
  document.body.classList.toggle("with-panel", open);
  toggle.setAttribute("aria-expanded", String(open));
  load();
}

function recordOf(policy) {
  stream = policy;
  choose(find("#tab-record"));
}

/** The entries that come after those shown. */
async function more(button) {
  const answer = await busy(button, () => get(`${paths.record()}&after=${button.dataset.more}`));
  if (answer.html === undefined) return trouble(answer.sentence);
  const page = make("div");
  page.innerHTML = answer.html;
  const days = all(".entries > .day", panel).map((day) => day.textContent);
  const fresh = all(".entries > li", page).filter((line) => !(line.className === "day" && line.textContent === days.at(-1)));
  find(".entries", panel).append(...fresh);
  const next = find("[data-more]", page);
  if (next) button.replaceWith(next);
  else button.remove();
}

async function verify(button) {
  const slot = find(".slot", button.closest("[role=tabpanel]"));
  const verdict = await busy(button, () => post("/api/verify"));
  if (!("whole" in verdict)) return sorry(slot, verdict.sentence);
  slot.replaceChildren(make("p", { className: verdict.whole ? "verdict" : "verdict broken", text: verdict.sentence }));
}

toggle.addEventListener("click", () => {
  openPanel(panel.hidden);
  if (!panel.hidden) current().focus();
});
find("#panel-close").addEventListener("click", () => {
  openPanel(false);
  toggle.focus();
});
find("[role=tablist]", panel).addEventListener("keydown", (event) => {
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!by) return;
  const next = tabs[(tabs.indexOf(current()) + by + tabs.length) % tabs.length];
  choose(next);
  next.focus();
});
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && getComputedStyle(panel).position === "fixed") find("#panel-close").click();
});
panel.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.role === "tab") choose(button);
  if (button?.dataset.recordOf) recordOf(button.dataset.recordOf);
  if (button && "verify" in button.dataset) verify(button);
  if (button && "more" in button.dataset) more(button);
});
panel.addEventListener("change", (event) => event.target.id === "record-of" && recordOf(event.target.value));
on("person", load);
on("world", calmly(load, 250));
choose(tabs[0]);
