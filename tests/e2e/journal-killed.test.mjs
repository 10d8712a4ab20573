// The browser is killed while somebody writes, again and again: whatever the page said was kept is there when it starts again.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { CHROMIUM, FLAGS, useHouse } from "./browser.mjs";

const place = useHouse("demo");
const ROUNDS = 4;

/** Starts a browser with a profile on disk, which a kill leaves as it is. */
async function startBrowser(folder) {
  const sandbox = process.getuid() === 0 ? ["--no-sandbox"] : [];
  const flags = ["--headless=new", ...FLAGS, ...sandbox, `--user-data-dir=${folder}`, "--remote-debugging-port=0", "about:blank"];
  const child = spawn(CHROMIUM, flags, { stdio: ["ignore", "ignore", "pipe"] });
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /^DevTools listening on (ws:\S+)$/.exec(line);
    if (!address) continue;
    child.stderr.resume();
    const browser = await chromium.connectOverCDP(address[1]);
    const kill = async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
      await browser.close().catch(() => {});
    };
    return { kill, context: browser.contexts()[0] };
  }
  throw new Error("the browser didn't start");
}

/** Opens the writing page; signs in first, since a kill may take the cookie along. */
async function openJournal({ context }) {
  const page = context.pages()[0] ?? await context.newPage();
  await page.goto(`${place.house.url}/journal/new`);
  if (new URL(page.url()).pathname === "/login") {
    const { email, password } = place.house.person("lotte");
    await page.locator("[name=email]").fill(email);
    await page.locator("[name=password]").fill(password);
    await page.locator("main form button").first().click();
    await page.waitForURL("**/journal/new");
  }
  return page;
}

test("what the page said was kept outlives the browser", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "omgang-killed-"));
  const browsers = [];
  t.after(async () => {
    for (const browser of browsers) await browser.kill();
    // The network's process of a killed browser may still write for a moment.
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  let kept = "";
  for (let round = 1; round <= ROUNDS; round += 1) {
    const browser = await startBrowser(folder);
    browsers.push(browser);
    const page = await openJournal(browser);
    if (kept) await page.waitForFunction((kept) => document.querySelector("[name=text]").value.startsWith(kept), kept);
    await browser.context.setOffline(true);
    await page.locator("[name=text]").fill(`${kept}Zin ${round} in de auto.`);
    await page.getByText("Bewaard op dit apparaat.").waitFor();
    kept += `Zin ${round} in de auto.`;
    // And something half, of which the page may have said nothing yet.
    const half = page.locator("[name=text]").pressSequentially(" En toen", { delay: 40 }).catch(() => {});
    await page.waitForFunction((kept) => document.querySelector("[name=text]").value.length > kept.length + 1, kept);
    await browser.kill();
    await half;
  }
  const browser = await startBrowser(folder);
  browsers.push(browser);
  const page = await openJournal(browser);
  await page.locator("[data-said]").filter({ hasText: /^Bewaard$/ }).waitFor();
  assert.ok((await page.locator("[name=text]").inputValue()).startsWith(kept), "every sentence is there, and on the server now");
  assert.equal(await page.evaluate(() => globalThis.unsent.count()), 0);
});
