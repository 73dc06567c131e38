// The upload shows how far it is, keeps a chosen file when something else has to be put right, and says what went wrong.
// Without this script the form works as any form does.
"use strict";

const BROKE = "The connection broke. Press the button again: what had arrived already is not recorded twice.";
const TOO_LARGE = "This file is larger than 10 MB. Choose a smaller one, for example without its pictures.";

function megabytes(bytes) {
  return (bytes / 1048576).toFixed(1);
}

function tell(words, share) {
  const box = document.getElementById("progress");
  box.hidden = false;
  box.querySelector("progress").value = share;
  document.getElementById("progress-words").textContent = words;
}

// Each file field as it was, by name: a browser lets nobody set one, but it may be moved.
function filesOf(form) {
  return new Map([...form.querySelectorAll("input[type=file]")].map((one) => [one.name, one]));
}

function swap(html) {
  const kept = filesOf(document.getElementById("form"));
  const next = new DOMParser().parseFromString(html, "text/html");
  document.title = next.title;
  for (const part of ["main", ".colophon"]) {
    document.querySelector(part).replaceWith(document.adoptNode(next.querySelector(part)));
  }
  const form = document.getElementById("form");
  for (const [name, input] of form ? filesOf(form) : []) {
    const old = kept.get(name);
    if (!old || !old.files.length) continue;
    for (const told of ["aria-describedby", "aria-invalid"]) {
      if (input.hasAttribute(told)) old.setAttribute(told, input.getAttribute(told));
      else old.removeAttribute(told);
    }
    input.replaceWith(old);
    const again = old.parentElement.querySelector(".again");
    if (again) again.remove();
  }
  listen();
  const first = document.getElementById("problems") || document.getElementById("main");
  first.focus();
  window.scrollTo(0, 0);
}

function send(form) {
  const button = form.querySelector("button[type=submit]");
  const request = new XMLHttpRequest();
  const over = (words) => {
    button.disabled = false;
    tell(words, 0);
  };
  request.upload.addEventListener("progress", (sent) => {
    if (!sent.lengthComputable) return;
    const share = Math.round((100 * sent.loaded) / sent.total);
    const words = share < 100 ? `${megabytes(sent.loaded)} of ${megabytes(sent.total)} MB sent` : "Sent. govbot is reading it …";
    tell(words, share);
  });
  request.addEventListener("load", () => {
    if ((request.getResponseHeader("Content-Type") || "").startsWith("text/html")) swap(request.responseText);
    else over(BROKE);
  });
  request.addEventListener("error", () => over(BROKE));
  request.addEventListener("timeout", () => over(BROKE));
  request.open("POST", form.action);
  request.timeout = 180000;
  button.disabled = true;
  tell("Sending …", 0);
  request.send(new FormData(form));
}

function listen() {
  const form = document.getElementById("form");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const input of filesOf(form).values()) {
      if (input.files.length && input.files[0].size > Number(input.dataset.most)) {
        tell(TOO_LARGE, 0);
        input.focus();
        return;
      }
    }
    send(form);
  });
}

listen();

// The overview: only the rows that have all the words typed are shown. Without this script all of them are.
const filter = document.getElementById("filter");
if (filter) {
  const rows = [...document.querySelectorAll("#overview tbody tr")];
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
    }
    const left = rows.filter((row) => !row.hidden).length;
    document.getElementById("filtered").textContent = words.length ? `${left} of ${rows.length}` : "";
  });
}
