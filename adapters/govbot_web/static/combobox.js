// A searchable list beside a text field, for one choice or (with chips) for several: the ARIA combobox pattern.
import { mine, post } from "./api.js";
import { activate, active, arrows, shown, step } from "./listbox.js";
import { all, announce, calmly, find, make } from "./page.js";

export class Combobox {
  constructor(element, { token, name }) {
    Object.assign(this, { element, token, name });
    this.input = find("input", element);
    this.list = find("[role=listbox]", element);
    this.many = "many" in element.dataset;
    this.remote = "remote" in element.dataset;
    this.chips = find(".chips", element);
    this.asked = 0;
    this.search = this.remote ? calmly(() => this.lookUp(), 150) : () => this.filter();
    this.label = this.input.value;
    this.listen();
  }

  /** What is chosen, as values and labels. */
  get choices() {
    if (!this.many) return this.input.dataset.value ? [{ value: this.input.dataset.value, label: this.label }] : [];
    return all(".chip", this.chips).map((chip) => ({ value: chip.dataset.value, label: find("span", chip).textContent }));
  }

  /** The values of what is chosen, and the words that were typed and chosen nothing: those are answered, not dropped. */
  get values() {
    const typed = this.many || !this.input.dataset.value ? this.input.value.trim() : "";
    return [...this.choices.map((choice) => choice.value), ...(typed ? [typed] : [])];
  }

  get value() {
    return this.values[0] ?? "";
  }

  put(choices) {
    if (this.many) this.chips.replaceChildren(...choices.map((choice) => this.chip(choice)));
    else this.one(choices[0] ?? { value: "", label: "" });
  }

  listen() {
    const { input, list, element } = this;
    input.addEventListener("input", () => {
      if (!this.many) input.dataset.value = "";
      this.search();
    });
    input.addEventListener("click", () => this.search());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.leave());
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      this.choose(event.target.closest("[role=option]"));
    });
    element.addEventListener("click", (event) => {
      const chip = event.target.closest(".chip button")?.parentElement;
      if (chip) this.remove(chip);
    });
  }

  key(event) {
    const open = !this.list.hidden;
    if (event.key in arrows) open ? step(this.input, this.list, arrows[event.key]) : this.search();
    else if (event.key === "Enter" && open) this.choose(active(this.list) ?? shown(this.list)[0]);
    else if (event.key === "Escape" && open) this.close();
    else if (event.key === "Backspace" && !this.input.value && this.many) this.remove(this.chips.lastElementChild);
    else return;
    if (event.key !== "Backspace") event.preventDefault();
  }

  filter() {
    const typed = this.input.dataset.value ? "" : this.input.value.toLowerCase();
    for (const option of all("[role=option]", this.list)) option.hidden = !option.textContent.toLowerCase().includes(typed);
    this.open();
  }

  async lookUp() {
    const asked = (this.asked += 1);
    const typed = this.input.dataset.value ? "" : this.input.value;
    const { choices = [] } = await post(mine("lookup"), { token: this.token, field: this.name, typed });
    if (asked !== this.asked || document.activeElement !== this.input) return;
    this.list.replaceChildren(...choices.map((choice, at) => this.option(choice, at)));
    this.open();
  }

  option({ value, label }, at) {
    const item = make("li", { id: `${this.list.id}-${at}`, text: label });
    item.setAttribute("role", "option");
    item.dataset.value = value;
    return item;
  }

  open() {
    const taken = this.values;
    find(".nothing", this.list)?.remove();
    const some = shown(this.list);
    for (const option of some) option.setAttribute("aria-selected", String(taken.includes(option.dataset.value)));
    if (some.length === 0) this.nothing();
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    activate(this.input, this.list, null);
    this.list.scrollIntoView({ block: "nearest" });
  }

  nothing() {
    const words = "Nothing fits these words.";
    const line = make("li", { className: "nothing", text: words });
    line.setAttribute("role", "option");
    line.setAttribute("aria-disabled", "true");
    line.removeAttribute("id");
    this.list.append(line);
    announce(words);
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    activate(this.input, this.list, null);
  }

  choose(option) {
    if (!option?.dataset.value) return;
    const choice = { value: option.dataset.value, label: option.textContent };
    if (!this.many) this.one(choice);
    else this.toggle(choice);
    this.close();
  }

  one({ value, label }) {
    this.input.value = this.label = label;
    this.input.dataset.value = value;
  }

  toggle(choice) {
    const chip = all(".chip", this.chips).find((each) => each.dataset.value === choice.value);
    if (chip) return this.remove(chip);
    this.chips.append(this.chip(choice));
    this.input.value = "";
    announce(`${choice.label} chosen`);
  }

  chip({ value, label }) {
    const cross = make("button", { type: "button", text: "×" });
    cross.setAttribute("aria-label", `Remove ${label}`);
    const chip = make("li", { className: "chip" }, make("span", { text: label }), cross);
    chip.dataset.value = value;
    return chip;
  }

  remove(chip) {
    if (!chip) return;
    announce(`${find("span", chip).textContent} removed`);
    chip.remove();
    this.input.focus();
  }

  /** Words that are a choice's very label choose it. Others stay, to be answered at the field when handed in. */
  leave() {
    this.close();
    if (!this.many && this.input.dataset.value) return;
    const typed = this.input.value.trim().toLowerCase();
    const exact = typed && all("[role=option]", this.list).find((option) => option.textContent.toLowerCase() === typed);
    if (exact) this.choose(exact);
  }
}
