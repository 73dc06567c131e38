// The controls of a form: reading the answers out of them, and putting answers into them.
import { Combobox } from "./combobox.js";
import { all, find, make } from "./page.js";

const combos = new WeakMap(); // by element of the field
const chosenFiles = new WeakMap();

/** Bring a form to life. */
export function prepare(dialog, form) {
  for (const field of all(".field", dialog)) {
    const combo = find(".combo", field);
    if (combo) combos.set(field, new Combobox(combo, { token: form.token, name: field.dataset.name }));
    if (find(".counter", field)) count(field);
    if (field.dataset.widget === "file") prepareFile(field);
  }
}

const read = {
  radios: (field) => find("input:checked", field)?.value ?? "",
  boxes: (field) => all("input:checked", field).map((box) => box.value),
  combobox: (field) => combos.get(field).value,
  chips: (field) => combos.get(field).values,
  flag: (field) => find("input", field).checked,
  file: () => null,
  line: (field) => find("input", field).value,
  date: (field) => find("input", field).value,
  text: (field) => find("textarea", field).value,
};

/** The answers by the name of their field; files are apart. */
export function answers(dialog) {
  const given = all(".field", dialog).filter((field) => field.dataset.widget !== "file");
  return Object.fromEntries(given.map((field) => [field.dataset.name, read[field.dataset.widget](field)]));
}

/** The files by the name of their field. */
export function uploads(dialog) {
  const given = all('.field[data-widget="file"]', dialog).filter((field) => chosenFiles.get(field));
  return Object.fromEntries(given.map((field) => [field.dataset.name, chosenFiles.get(field)]));
}

/** Put remembered answers into the fields of the same name and kind. */
export function fillIn(dialog, kept) {
  for (const field of all(".field", dialog)) {
    const answer = kept[field.dataset.name];
    if (!answer || answer.kind !== field.dataset.kind) continue;
    const { value, choices, file } = answer;
    if (file) chooseFile(field, file);
    else if (combos.has(field)) combos.get(field).put(choices);
    else if (typeof value === "boolean") find("input", field).checked = value;
    else if (find("fieldset", field)) for (const box of all("input", field)) box.checked = [value].flat().includes(box.value);
    else if (value !== null) find("input, textarea", field).value = value;
    if (find(".counter", field)) count(field);
  }
}

fillIn.remember = (dialog) => {
  const kept = {};
  for (const field of all(".field", dialog)) {
    const { name, kind, widget } = field.dataset;
    const choices = combos.get(field)?.choices ?? all("input:checked", field).map((box) => ({ value: box.value, label: "" }));
    kept[name] = { kind, value: read[widget](field), choices, file: chosenFiles.get(field) };
  }
  return kept;
};

/** How many characters are left. */
function count(field) {
  const most = Number(field.dataset.most);
  const control = find("textarea, input", field);
  const counter = find(".counter", field);
  const tell = () => {
    const left = most - control.value.length;
    counter.textContent = left < 0 ? `${-left} ${left === -1 ? "character" : "characters"} too many` : `${left} ${left === 1 ? "character" : "characters"} left`;
    counter.classList.toggle("over", left < 0);
  };
  if (!counter.dataset.counts) control.addEventListener("input", tell);
  counter.dataset.counts = "yes";
  tell();
}

function prepareFile(field) {
  const zone = find(".drop", field);
  const input = find("input", field);
  input.addEventListener("change", () => chooseFile(field, input.files[0]));
  find(".dropped button", field).addEventListener("click", () => {
    input.value = "";
    chooseFile(field, null);
    input.focus();
  });
  for (const kind of ["dragenter", "dragover"]) zone.addEventListener(kind, () => zone.classList.add("over"));
  for (const kind of ["dragleave", "drop"]) zone.addEventListener(kind, () => zone.classList.remove("over"));
}

function chooseFile(field, file) {
  if (file) chosenFiles.set(field, file);
  else chosenFiles.delete(field);
  const line = find(".dropped", field);
  line.hidden = !file;
  find("span", line).replaceChildren(make("strong", { text: file?.name ?? "" }), ` ${file ? size(file.size) : ""}`);
}

const size = (bytes) => (bytes < 1e5 ? `${Math.ceil(bytes / 100) / 10} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
