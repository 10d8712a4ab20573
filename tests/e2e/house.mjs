// Starts the real program on a folder of its own, and ends it with the test file.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const ROOT = new URL("../../", import.meta.url).pathname;
const PROGRAM = process.env.OMGANG_BIN ?? resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "debug/omgang");
// `timeout` ends the program even when this process is killed.
const LONGEST = "60m";
const STARTS_WITHIN = 60_000;

/** Starts `omgang demo` (people in it), `omgang serve` (nobody yet), a `settled` server (an organisation is there), or one that is `named` too: passkeys need a name. `settings`
 * gives more of the environment, once the address is known. */
export async function startHouse(kind, settings = async () => ({})) {
  const folder = await mkdtemp(join(tmpdir(), "omgang-e2e-"));
  const port = kind === "demo" ? 0 : await freePort();
  const where = kind === "demo" ? ["--port", "0"] : ["--listen", `127.0.0.1:${port}`];
  if (kind === "named") where.push("--public-url", `http://localhost:${port}`);
  const more = await settings(`http://127.0.0.1:${port}`);
  const child = spawn("timeout", [LONGEST, PROGRAM, kind === "demo" ? "demo" : "serve", "--data", folder, ...where], {
    cwd: folder,
    env: { PATH: process.env.PATH, HOME: folder, OMGANG_LOG: "info", ...more },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const house = new House(child, folder);
  await house.started;
  if (kind === "named") house.url = `http://localhost:${port}`;
  if (kind === "settled" || kind === "named") await settle(house.url);
  return house;
}

/** Makes the organisation and its administrator, as the first visitor does. */
async function settle(url) {
  const fields = { organisation: "Stichting Maaskant", name: "Marijke", email: "marijke@demo.example", password: "een rustige ochtend" };
  const answer = await fetch(`${url}/setup`, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  if (answer.status !== 303) throw new Error(`the first run answered ${answer.status}`);
}

class House {
  /** Where the program answers. */
  url = "";
  /** Who can sign in: `{email, password, roles}`, as the demo prints them. */
  people = [];
  #log = [];

  constructor(child, folder) {
    this.child = child;
    this.folder = folder;
    this.ended = new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
    createInterface({ input: child.stderr }).on("line", (line) => this.#log.push(line));
    this.started = this.#answers(createInterface({ input: child.stdout }));
  }

  /** Ends the program; a failure that it logged, or a bad end, fails the tests. */
  async stop() {
    this.child.kill("SIGTERM");
    const end = await this.ended;
    await rm(this.folder, { recursive: true, force: true });
    const failures = this.#log.filter((line) => /\bERROR\b|panicked/.test(line));
    if (failures.length > 0) throw new Error(`the program logged failures:\n${failures.join("\n")}`);
    if (end !== 0) throw new Error(`the program ended with ${end}:\n${this.#log.join("\n")}`);
  }

  /** Finds somebody by the name in their address. */
  person(name) {
    const found = this.people.find(({ email }) => email.startsWith(`${name}@`));
    if (!found) throw new Error(`nobody is ${name}; there are ${this.people.map(({ email }) => email).join(", ")}`);
    return found;
  }

  async #answers(lines) {
    lines.on("line", (line) => {
      const person = /^sign in: (\S+) (\S+) (\S*)$/.exec(line);
      if (person) this.people.push({ email: person[1], password: person[2], roles: person[3].split(",") });
      const url = /^url: (\S+)$/.exec(line);
      if (url) this.url = url[1];
    });
    const limit = AbortSignal.timeout(STARTS_WITHIN);
    const early = this.ended.then((code) => {
      throw new Error(`the program didn't start (${code}):\n${this.#log.join("\n")}`);
    });
    early.catch(() => {});
    while (!limit.aborted) {
      if (this.url && (await isUp(this.url, limit))) return;
      await Promise.race([early, wait(50)]);
    }
    throw new Error(`the program didn't answer within ${STARTS_WITHIN} ms:\n${this.#log.join("\n")}`);
  }
}

async function isUp(url, signal) {
  return fetch(url, { redirect: "manual", signal }).then(
    () => true,
    () => false,
  );
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
