// What a phone does by itself for the journal: with a line that hangs, with text that the journal refuses, with one that is damaged.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, useHouse, visit } from "./browser.mjs";
import { startLine } from "./line.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("demo");
const PHONE = { width: 360, mayComplain: /ERR_INTERNET_DISCONNECTED|Failed to fetch|when fetching the script|status of (401|410|503)/ };
// The script waits fifteen seconds for an answer, the worker four.
const LONG = { timeout: 25_000 };

const said = (page, words) => page.locator("[data-said]").filter({ hasText: words });
const field = (page) => page.locator("[name=text]");
const nothingWaits = (page) => eventually(page, async () => (await globalThis.unsent.count()) === 0);

/** Waits until the phone has all that it needs without a network. */
async function isReady(page) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await eventually(page, async () => Boolean(await caches.match("/journal/shell")));
}

/** Opens the journal of somebody of the demo; its passphrase is their password. */
async function open(page, name) {
  await visit(page, "/journal/open?back=/journal");
  await page.locator("[name=passphrase]").fill(place.house.person(name).password);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.waitForURL("**/journal");
}

async function write(page, words) {
  await visit(page, "/journal/new");
  await field(page).fill(words);
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.waitForURL(/entries/);
  return new URL(page.url()).pathname;
}

/** Deletes an entry on another device. */
async function deleteElsewhere(t, name, address) {
  const laptop = await place.signIn(t, name);
  await open(laptop, name);
  await visit(laptop, address);
  await laptop.locator("details.confirm > summary").click();
  await laptop.getByRole("button", { name: "Ja, wis deze notitie" }).click();
  await laptop.getByText("De notitie is gewist.").waitFor();
}

/** Edits entries without a network, a page each, and presses the button; then the phone is put away. */
async function editOffline(page, ...edits) {
  const pages = [];
  for (const [address] of edits) {
    pages.push(await page.context().newPage());
    await visit(pages.at(-1), `${address}/edit`);
    await isReady(pages.at(-1));
  }
  await page.context().setOffline(true);
  for (const [at, [, words]] of edits.entries()) {
    await field(pages[at]).press("End");
    await field(pages[at]).pressSequentially(words);
    await pages[at].getByRole("button", { name: "Bewaar" }).click();
    await said(pages[at], "Geen verbinding.").waitFor();
  }
  for (const one of pages) await one.close();
}

test("a new note is an empty page and a cursor", async (t) => {
  const page = await place.signIn(t, "youssef", PHONE);
  await visit(page, "/");
  await page.locator("a.start-journal").click();
  await field(page).waitFor();
  await page.keyboard.type("Meteen.");
  assert.equal(await field(page).inputValue(), "Meteen.", "one types without touching the field");
  await said(page, /^Bewaard$/).waitFor();
  await field(page).fill("");
  await said(page, "Deze pagina is leeg. Wat al bewaard was, blijft in je dagboek").waitFor();
  await nothingWaits(page);
});

test("a line that hangs or fails is no line: the page comes from the phone, and the words arrive later", async (t) => {
  const line = await startLine(t, place.house.url);
  const page = await place.signIn(t, "youssef", { ...PHONE, url: line.url });
  await visit(page, "/journal/new");
  await isReady(page);
  line.state = "hangs";
  await page.goto("/journal/new");
  await page.getByText("Je bent nu zonder verbinding").waitFor();
  await field(page).fill("In de kelderbox, één streepje.");
  await said(page, "Bewaard op dit apparaat.").waitFor();
  // The line hangs on; the script lets go of it by itself and tries again.
  await page.waitForEvent("requestfailed", { predicate: (asked) => asked.url().endsWith("/journal/entries"), ...LONG });
  await said(page, "Bewaard op dit apparaat.").waitFor();
  line.state = "fails";
  await page.goto("/journal/new");
  await page.getByText("Je bent nu zonder verbinding").waitFor();
  await page.waitForFunction(() => document.querySelector("[name=text]").value === "In de kelderbox, één streepje.");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await said(page, "Geen verbinding.").waitFor(LONG);
  line.state = "open";
  await page.goto("/journal/new");
  await nothingWaits(page);
  await open(page, "youssef");
  assert.equal(await page.getByRole("link", { name: "In de kelderbox, één streepje." }).count(), 1);
});

test("without a network the numbers for when it can't wait are there", async (t) => {
  const page = await place.signIn(t, "youssef", PHONE);
  await visit(page, "/journal/new");
  await isReady(page);
  await page.context().setOffline(true);
  await page.goto("/journal/new");
  await page.getByText("Als het niet kan wachten").click();
  assert.equal(await page.getByRole("link", { name: "112", exact: true }).getAttribute("href"), "tel:112");
  await shoot(page, "journal-shell-urgent");
  await axeEverywhere(page);
});

test("a text on the phone that doesn't open stays, and holds up none of the others", async (t) => {
  const page = await place.signIn(t, "lotte", PHONE);
  await visit(page, "/journal/new");
  await isReady(page);
  await page.context().setOffline(true);
  await field(page).fill("Heel.");
  await page.getByText("Bewaard op dit apparaat.").waitFor();
  await page.evaluate(async () => {
    const owner = document.querySelector("[data-journal]").journal.owner;
    const open = indexedDB.open("omgang-journal");
    await new Promise((resolve) => { open.onsuccess = resolve; });
    const writing = open.result.transaction("texts", "readwrite");
    const row = { owner, at: 1, iv: new Uint8Array(12), sealed: new Uint8Array(40).buffer };
    writing.objectStore("texts").put(row, crypto.randomUUID());
    await new Promise((resolve) => { writing.oncomplete = resolve; });
    open.result.close();
  });
  await page.goto("about:blank");
  await page.context().setOffline(false);
  await page.goto("/journal/new");
  await said(page, /^Bewaard$/).waitFor();
  assert.equal(await field(page).inputValue(), "Heel.");
  await eventually(page, async () => (await globalThis.unsent.count()) === 1);
});

test("whoever writes on in a note that was deleted elsewhere keeps the words by pressing the button", async (t) => {
  const page = await place.signIn(t, "lotte", PHONE);
  await open(page, "lotte");
  const address = await write(page, "Wat ik straks wis.");
  await visit(page, `${address}/edit`);
  await deleteElsewhere(t, "lotte", address);
  await field(page).press("End");
  await field(page).pressSequentially(" En toch dit.");
  await said(page, "Deze notitie is gewist").waitFor();
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/journal/entries/") && !url.pathname.startsWith(address));
  await page.getByText("Wat ik straks wis. En toch dit.").waitFor();
  await nothingWaits(page);
  await visit(page, address, 404);
});

test("what waits for a deleted note is shown, and taken into a new one or wiped", async (t) => {
  const page = await place.signIn(t, "youssef", PHONE);
  await open(page, "youssef");
  const [first, second] = [await write(page, "Van de trap."), await write(page, "Van de lift.")];
  await page.goto("about:blank");
  await editOffline(page, [first, " Hij wachtte."], [second, " Zij niet."]);
  for (const address of [first, second]) await deleteElsewhere(t, "youssef", address);
  await page.context().setOffline(false);
  await visit(page, "/journal/new");
  const waiting = page.locator(".journal-waiting");
  await waiting.filter({ hasText: "Van de trap. Hij wachtte." }).waitFor();
  await waiting.filter({ hasText: "Van de lift. Zij niet." }).waitFor();
  await shoot(page, "journal-waiting");
  await axeEverywhere(page);
  await waiting.filter({ hasText: "trap" }).getByRole("button", { name: "Zet het in deze notitie" }).click();
  await page.waitForFunction(() => document.querySelector("[name=text]").value === "Van de trap. Hij wachtte.");
  await waiting.filter({ hasText: "trap" }).waitFor({ state: "detached" });
  await waiting.filter({ hasText: "lift" }).locator("summary").click();
  await waiting.getByRole("button", { name: "Ja, wis de tekst" }).click();
  await waiting.waitFor({ state: "detached" });
  await nothingWaits(page);
  await visit(page, "/journal");
  assert.equal(await page.getByRole("link", { name: "Van de trap. Hij wachtte." }).count(), 1);
  assert.equal(await page.getByRole("link", { name: "Van de lift" }).count(), 0);
});
