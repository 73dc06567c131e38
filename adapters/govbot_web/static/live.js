// What others do, as it happens. A page that nobody looks at lets go of its line, and reads everything again when
// it is looked at: browsers keep few lines to one server, and a rehearsal may have many windows.
import { renew } from "./api.js";
import { showTime } from "./clock.js";
import { forget, hear, load } from "./conversation.js";
import { here, on, tell } from "./here.js";
import { announce } from "./page.js";

let line = null;
let person = "";
let broken = false;

function listen() {
  line?.close();
  line = new EventSource(`/api/as/${encodeURIComponent(here.person)}/events`);
  const about = (kind, act) => line.addEventListener(kind, (event) => act(JSON.parse(event.data)));
  line.addEventListener("error", () => { broken = true; });
  about("hello", ({ token }) => {
    renew(token);
    if (broken) catchUp();
    broken = false;
  });
  about("message", (message) => {
    if (message.conversation === here.conversation) return hear(message);
    if (message.author !== here.person) announce(`New in another conversation: ${message.card?.headline ?? message.words}`);
    tell("rail");
  });
  about("gone", ({ id }) => forget(id));
  about("rooms", () => tell("rail"));
  about("clock", showTime);
  about("world", changed);
}

function changed() {
  tell("rail");
  tell("world");
}

function catchUp() {
  load();
  changed();
}

on("person", () => {
  if (here.person === person) return;
  person = here.person;
  broken = false;
  listen();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    line?.close();
  } else if (here.person) {
    listen();
    catchUp();
  }
});
