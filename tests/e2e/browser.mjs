// One Chromium a test file; each person has a browser context, and everything that goes wrong in it fails the test.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { startHouse } from "./house.mjs";

// The one without windows first: it takes a third less time. Not by its launcher in /usr/bin, which lives on as a shell between us and it.
const PLACES = ["/usr/lib/chromium/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Chromium, where it is found. */
export const CHROMIUM = [process.env.OMGANG_CHROMIUM, ...PLACES].find((path) => path && existsSync(path));
// Without these, Chromium calls home at each start.
export const FLAGS = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PATIENCE = 10_000;

/** Gives a test file a running program and a browser. */
export function useHouse(kind, settings) {
  const place = new Place();
  before(async () => {
    place.house = await startHouse(kind, settings);
    place.browser = await chromium.launch({
      executablePath: CHROMIUM,
      chromiumSandbox: process.getuid() !== 0,
      args: FLAGS,
    });
  });
  after(async () => {
    await place.browser?.close();
    await place.house?.stop();
  });
  return place;
}

class Place {
  /**
   * Opens a browser for somebody who isn't signed in; `mayComplain` matches complaints that a journey brings about, such as a lost
   * network, and `url` is where it goes when not straight to the program.
   */
  async open(t, { width = 1280, javaScript = true, colorScheme = "light", mayComplain, url = this.house.url } = {}) {
    const context = await this.browser.newContext({
      baseURL: url,
      colorScheme,
      javaScriptEnabled: javaScript,
      locale: "nl-NL",
      reducedMotion: "reduce",
      viewport: { width, height: 800 },
    });
    context.setDefaultTimeout(PATIENCE);
    const page = await context.newPage();
    const problems = watch(page, url);
    t.after(async () => {
      await closed(context);
      assert.deepEqual(problems.filter((problem) => !mayComplain?.test(problem)), [], "the browser had no complaints");
    });
    return page;
  }

  /** Opens a browser in which somebody of the demo is signed in. */
  async signIn(t, name, options) {
    const { email, password } = this.house.person(name);
    const page = await this.open(t, options);
    await visit(page, "/login");
    await page.locator("[name=email]").fill(email);
    await page.locator("[name=password]").fill(password);
    await page.locator("main form button").first().click();
    await page.waitForURL((url) => !url.pathname.startsWith("/login"));
    return page;
  }
}

/** Closes what one person had open. A page that was on its way somewhere was seen to hold this up for ever: it goes with the browser. */
async function closed(context) {
  const patience = new AbortController();
  await Promise.race([context.close(), pause(PATIENCE, undefined, { signal: patience.signal })]).finally(() => patience.abort());
}

/** Goes to an address and expects its status. */
export async function visit(page, path, status = 200) {
  const response = await page.goto(path);
  assert.equal(response.status(), status, `${path} answers ${status}, not ${response.status()}`);
  return response;
}

/** Waits until a function in the page, which may be asynchronous, says yes: `waitForFunction` takes a promise itself for a yes. */
export async function eventually(page, yes) {
  const end = Date.now() + PATIENCE;
  // A page that goes on to another meanwhile is asked again there.
  const ask = (what) => page.evaluate(what).catch((error) => {
    if (!error.message.includes("context was destroyed")) throw error;
    return false;
  });
  while (!(await ask(yes))) {
    if (Date.now() > end) throw new Error(`not within ${PATIENCE} ms: ${yes}`);
    await ask(() => new Promise((frame) => requestAnimationFrame(frame)));
  }
}

/** Notes errors in the console (the content security policy's too), exceptions, and requests to other hosts. */
function watch(page, home) {
  const problems = [];
  const documents = new Set();
  page.on("response", (response) => {
    if (response.request().isNavigationRequest()) documents.add(response.url());
  });
  page.on("console", (message) => {
    // A page that isn't there, or a form that comes back, is the journey's to judge by its status.
    const isDocument = message.text().startsWith("Failed to load resource") && documents.has(message.location().url);
    if (message.type() === "error" && !isDocument) problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => problems.push(`exception: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(home) && !/^(data|blob):/.test(url)) problems.push(`request to another host: ${url}`);
  });
  return problems;
}
