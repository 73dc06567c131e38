// The playground's HTTP interface. Every answer is an object; every "no" is `{reply: "sorry", sentence}`.
import { here } from "./here.js";

const AWAY = "The playground does not answer. See that it is running, then try again.";
let token = document.querySelector('meta[name="csrf"]').content;

/** After a restart the playground has another token. */
export function renew(fresh) {
  token = fresh;
}

export function get(path) {
  return call(path, {});
}

export async function post(path, words = {}, files = {}) {
  const answer = await send(path, words, files);
  if (!answer.fresh) return answer;
  renew(answer.fresh); // the playground was started again: the same request, once more
  return send(path, words, files);
}

function send(path, words, files) {
  const headers = { "X-CSRF-Token": token };
  if (Object.keys(files).length === 0) {
    headers["Content-Type"] = "application/json";
    return call(path, { method: "POST", headers, body: JSON.stringify(words) });
  }
  const body = new FormData();
  body.append("json", JSON.stringify(words));
  for (const [name, file] of Object.entries(files)) body.append(`file:${name}`, file, file.name);
  return call(path, { method: "POST", headers, body });
}

/** The address of something that belongs to whoever acts. */
export function mine(name) {
  return `/api/as/${encodeURIComponent(here.person)}/${name}`;
}

async function call(path, options) {
  try {
    const response = await fetch(path, options);
    return await response.json();
  } catch {
    return { reply: "sorry", sentence: AWAY };
  }
}
