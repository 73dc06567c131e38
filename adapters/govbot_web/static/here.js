// Where this window is: who acts, in which conversation, and in whose thread the next words go.
export const here = { person: "", conversation: "", root: "" };

const place = new EventTarget();

/** Call `hear` whenever this kind of thing happens in this window. */
export function on(kind, hear) {
  place.addEventListener(kind, (event) => hear(event.detail));
}

export function tell(kind, detail) {
  place.dispatchEvent(new CustomEvent(kind, { detail }));
}

/** Go to a person, or to another conversation of the same one; the address says where one is. */
export function go({ person = here.person, conversation = "" } = {}) {
  const parts = new URLSearchParams({ as: person });
  if (conversation && conversation !== `dm:${person}`) parts.set("in", conversation);
  if (location.hash.slice(1) === parts.toString()) arrive();
  else location.hash = parts.toString();
}

/** Read the address, and tell what has changed. A hash that names nobody is a place on the page, not a person. */
export function arrive() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const person = parts.get("as");
  if (!person) return;
  const conversation = parts.get("in") || `dm:${person}`;
  const another = person !== here.person;
  Object.assign(here, { person, conversation, root: "" });
  if (another) tell("person");
  tell("conversation");
}
