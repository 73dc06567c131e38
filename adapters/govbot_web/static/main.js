// Opens the page: learns what can be typed, then goes to whom the address names.
import "./actions.js";
import "./drawn.js";
import "./guide.js";
import "./live.js";
import "./people.js";
import "./rail.js";
import { get } from "./api.js";
import { showTime } from "./clock.js";
import { learn } from "./composer.js";
import { arrive, go } from "./here.js";
import { all, find, trouble } from "./page.js";
import { openPanel } from "./panel.js";

const WIDE = 1120;

// A skip link moves the focus; the address keeps saying who acts, also after a reload.
for (const link of all("a.skip")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    find(link.getAttribute("href")).focus();
  });
}

const world = await get("/api/world");
if (world.words) {
  learn(world.words);
  showTime(world);
  openPanel(innerWidth > WIDE);
  addEventListener("hashchange", arrive);
  if (new URLSearchParams(location.hash.slice(1)).get("as")) arrive();
  else if (world.first) go({ person: world.first });
} else {
  trouble(world.sentence);
}
