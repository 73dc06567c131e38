// An independent Slack: emulate's Web API on loopback, seeded from a file. Its command line needs a newer node than ours.
import { readFileSync } from "node:fs";
import { createEmulator } from "emulate";

const [file, port] = process.argv.slice(2);
const slack = await createEmulator({ service: "slack", port: Number(port), seed: JSON.parse(readFileSync(file, "utf8")) });
console.log(`Listening on ${slack.url}`);
