// What every list of options has in common: one of them is the active one, named to the text field beside it.
import { all } from "./page.js";

export const shown = (list) => all('[role="option"]', list).filter((option) => !option.hidden);

export function activate(input, list, option) {
  for (const each of all(".active", list)) each.classList.remove("active");
  if (!option) return input.removeAttribute("aria-activedescendant");
  option.classList.add("active");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

export const active = (list) => list.querySelector('.active[role="option"]:not([hidden])');

/** Move to the next or previous option; past an end it goes on at the other. */
export function step(input, list, by) {
  const options = shown(list);
  const at = options.indexOf(active(list));
  const next = at < 0 ? (by > 0 ? 0 : options.length - 1) : (at + by + options.length) % options.length;
  activate(input, list, options[next]);
}

/** What an arrow key means, or nothing. */
export const arrows = { ArrowDown: 1, ArrowUp: -1 };
