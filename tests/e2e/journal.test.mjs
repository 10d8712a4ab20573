// The private journal on a phone: written in seconds, never lost, read by its owner alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("demo");
const PHONE = { width: 360 };
const PASSPHRASE = "een stille kamer";
// A network that is gone is part of these journeys; the script that keeps the page for later may be on its way when it goes.
const OFFLINE = /ERR_INTERNET_DISCONNECTED|Failed to fetch|when fetching the script|status of 401/;

/** Has a journal open; some people of the demo have kept one for a year. */
async function begin(page, name) {
  await visit(page, "/journal/begin");
  if (new URL(page.url()).pathname === "/journal") return open(page, place.house.person(name).password);
  await page.locator("[name=passphrase]").fill(PASSPHRASE);
  await page.locator("[name=again]").fill(PASSPHRASE);
  await page.getByRole("button", { name: "Maak mijn dagboek" }).click();
  return (await page.locator("#code").textContent()).trim();
}

async function open(page, passphrase = PASSPHRASE) {
  await visit(page, "/journal/open?back=/journal");
  await page.locator("[name=passphrase]").fill(passphrase);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.waitForURL("**/journal");
}

async function close(page) {
  await visit(page, "/journal");
  await page.getByRole("button", { name: "Sluit je dagboek" }).click();
}

/** Writes an entry in a journal that is open; returns its address. */
async function write(page, text) {
  await visit(page, "/journal/new");
  await page.locator("[name=text]").fill(text);
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.waitForURL(/entries/);
  return new URL(page.url()).pathname;
}

/** How many branches an entry has. */
async function branches(page, address) {
  await visit(page, `${address}/edit`);
  return (await page.locator("[name=seen]").inputValue()).split(",").length;
}

const nothingWaits = (page) => eventually(page, async () => (await globalThis.unsent.count()) === 0);
const said = (page) => page.locator("[data-said]");

test("a journal is begun, and the code is typed back", async (t) => {
  const page = await place.signIn(t, "emine", PHONE);
  await visit(page, "/journal");
  await shoot(page, "journal-none");
  await axeEverywhere(page);
  await visit(page, "/journal/begin");
  await shoot(page, "journal-begin");
  await axeEverywhere(page);
  const code = await begin(page);
  assert.match(code, /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  await shoot(page, "journal-code");
  await axeEverywhere(page);
  await page.locator("textarea[name=code]").fill("niet de goede");
  await page.getByRole("button", { name: "Ik heb de code" }).click();
  await page.locator("[aria-invalid=true]").waitFor();
  await page.locator("textarea[name=code]").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Ik heb de code" }).click();
  await page.waitForURL("**/journal");
});

test("from the first page to a saved entry takes less than fifteen seconds of acts", async (t) => {
  const page = await place.signIn(t, "tomasz", PHONE);
  await begin(page);
  await close(page);
  await visit(page, "/");
  const began = performance.now();
  await page.locator("a.start-journal").click();
  // Somebody types with two thumbs: some five signs a second.
  await page.locator("[name=text]").pressSequentially("Ze deed pas open toen ik al wegliep.", { delay: 200 });
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.getByRole("heading", { name: "Bewaard" }).waitFor();
  const seconds = (performance.now() - began) / 1000;
  t.diagnostic(`${seconds.toFixed(1)} s from the first page to a saved entry`);
  assert.ok(seconds < 15, `${seconds.toFixed(1)} s`);
  await shoot(page, "journal-saved");
  await axeEverywhere(page);
  await open(page);
  await page.getByRole("link", { name: "Ze deed pas open" }).click();
  await shoot(page, "journal-entry");
  await axeEverywhere(page);
});

test("the page is an empty field, with more for who asks for it", async (t) => {
  const page = await place.signIn(t, "sharina", PHONE);
  await begin(page);
  await visit(page, "/journal/new");
  await shoot(page, "journal-write");
  await axeEverywhere(page);
  await page.locator("[name=text]").fill("De radio ging zachter toen ik belde. Niet uit, zachter.");
  await page.getByText("Vragen die kunnen helpen").click();
  await page.getByRole("button", { name: "Na een moeilijk bezoek" }).click();
  await page.getByLabel("Wat ging er goed, hoe klein ook?").fill("Ze lachte even om de hond.");
  assert.equal(await page.locator("[name=text]").inputValue(), "De radio ging zachter toen ik belde. Niet uit, zachter.");
  await page.getByText("Een plek op de lijn").click();
  await page.locator("details.journal-virtue").filter({ hasText: "Geduld" }).first().locator("summary").click();
  await page.getByRole("group", { name: "Waar stond je?" }).getByRole("radio", { name: "dicht bij" }).first().check();
  await page.getByRole("group", { name: "Waar wil je staan?" }).getByRole("radio", { name: "in het midden" }).check();
  await page.getByText("Gevoel en spanningsveld").click();
  await page.getByLabel("Moe", { exact: true }).check();
  await shoot(page, "journal-write-full");
  await axeEverywhere(page);
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.waitForURL(/entries/);
  await page.getByText("Ze lachte even om de hond.").waitFor();
  await shoot(page, "journal-entry-full");
  await axeEverywhere(page);
  for (const name of ["", "/virtues", "/search", "/settings"]) {
    await visit(page, `/journal${name}`);
    await shoot(page, `journal-open${name.replace("/", "-")}`);
    await axeEverywhere(page);
  }
});

test("without a network one writes on, and what was typed arrives when it is back", async (t) => {
  const page = await place.signIn(t, "youssef", { ...PHONE, mayComplain: OFFLINE });
  await begin(page, "youssef");
  await visit(page, "/journal/new");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await eventually(page, async () => (await caches.keys()).length > 0 && (await caches.match("/journal/shell")));
  const context = page.context();
  await context.setOffline(true);
  await page.locator("[name=text]").pressSequentially("Zonder bereik in het trappenhuis.");
  await page.getByText("Bewaard op dit apparaat.").waitFor();
  // The tab closes, the phone is put away; later it opens again, still without a network.
  await page.goto("about:blank");
  // This browser gives the network back to a worker whose last page went.
  await context.setOffline(false);
  await context.setOffline(true);
  await page.goto("/journal/new");
  await page.getByText("Je bent nu zonder verbinding").waitFor();
  await page.waitForFunction(() => document.querySelector("[name=text]").value === "Zonder bereik in het trappenhuis.");
  await shoot(page, "journal-shell");
  await page.locator("[name=text]").press("End");
  await page.locator("[name=text]").pressSequentially(" En verder.");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await said(page).filter({ hasText: "Geen verbinding." }).waitFor();
  assert.equal(await page.locator("[name=text]").inputValue(), "");
  await context.setOffline(false);
  await page.waitForURL("**/journal/saved");
  await visit(page, "/journal");
  await page.getByRole("link", { name: "Zonder bereik in het trappenhuis. En verder." }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.unsent.count()), 0, "nothing stays on the device");
});

test("an entry that is edited without a network stays one entry, with its hours counted once", async (t) => {
  const page = await place.signIn(t, "lotte", { ...PHONE, mayComplain: OFFLINE });
  await begin(page, "lotte");
  const address = await write(page, "De brief lag op tafel.");
  await visit(page, "/journal/hours");
  await page.locator("[name^=minutes]").first().fill("25");
  await page.locator("[name^=dimension]").first().selectOption("personal");
  await page.getByRole("button", { name: "Maak het overzicht" }).click();
  await visit(page, "/journal/hours");
  const counted = async () => (await page.locator("[name^=minutes]").evaluateAll((all) => all.map((one) => one.value))).filter(Boolean);
  const before = await counted();
  await visit(page, `${address}/edit`);
  await page.context().setOffline(true);
  await page.locator("[name=text]").press("End");
  await page.locator("[name=text]").pressSequentially(" Niemand keek.");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await said(page).filter({ hasText: "Geen verbinding." }).waitFor();
  assert.equal(await page.locator("[name=text]").inputValue(), "De brief lag op tafel. Niemand keek.", "the entry stays in sight");
  await page.context().setOffline(false);
  await nothingWaits(page);
  await visit(page, "/journal");
  assert.equal(await page.getByRole("link", { name: "De brief lag op tafel. Niemand keek." }).count(), 1, "it is one entry");
  await visit(page, "/journal/hours");
  assert.deepEqual(await counted(), before);
  assert.equal(await branches(page, address), 1);
});

test("what waits on a device is kept by page, and sent once", async (t) => {
  const page = await place.signIn(t, "lotte", { ...PHONE, mayComplain: OFFLINE });
  await begin(page, "lotte");
  const address = await write(page, "Samen op de bank.");
  const other = await page.context().newPage();
  for (const one of [page, other]) await visit(one, `${address}/edit`);
  await page.context().setOffline(true);
  for (const [one, words] of [[page, " Eerst stil."], [other, " Toen muziek."]]) {
    await one.locator("[name=text]").press("End");
    await one.locator("[name=text]").pressSequentially(words);
    await one.getByText("Bewaard op dit apparaat.").waitFor();
  }
  assert.equal(await page.evaluate(() => globalThis.unsent.count()), 2, "each page has its own");
  // One tab is closed, the other is still there when the network is back.
  await other.close();
  await page.context().setOffline(false);
  await nothingWaits(page);
  await visit(page, address);
  for (const words of ["Samen op de bank.", "Eerst stil.", "Toen muziek."]) await page.getByText(words).first().waitFor();
  // A tab that is closed while its words are under way may have sent them too: then they stand twice, so that none are lost, and
  // are shown once.
  assert.ok(await branches(page, address) <= 3, "the page that stayed was sent once");
});

test("an expired login loses no letter", async (t) => {
  const page = await place.signIn(t, "lotte", { ...PHONE, mayComplain: OFFLINE });
  await begin(page, "lotte");
  await visit(page, "/journal/new");
  await page.locator("[name=text]").pressSequentially("Eerst dit.");
  await said(page).filter({ hasText: /^Bewaard$/ }).waitFor();
  await page.context().clearCookies({ name: "login" });
  await page.locator("[name=text]").pressSequentially(" En toen dit.");
  await said(page).filter({ hasText: "Je bent niet meer ingelogd." }).waitFor();
  await said(page).getByRole("link").click();
  const { email, password } = place.house.person("lotte");
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(password);
  await page.locator("main form button").first().click();
  await page.waitForURL("**/journal/new");
  await page.waitForFunction(() => document.querySelector("[name=text]").value === "Eerst dit. En toen dit.");
  await said(page).filter({ hasText: /^Bewaard$/ }).waitFor();
  await open(page, password);
  assert.equal(await page.getByRole("link", { name: "Eerst dit. En toen dit." }).count(), 1, "it is one entry");
});

test("what one person typed waits for them when another signs in in the same browser", async (t) => {
  const page = await place.signIn(t, "lotte", { ...PHONE, mayComplain: /status of 409/ });
  await visit(page, "/journal/new");
  const context = page.context();
  const login = async (from) => (await from.cookies()).find(({ name }) => name === "login");
  const own = await login(context);
  const other = await place.signIn(t, "youssef");
  await context.addCookies([await login(other.context())]);
  await page.locator("[name=text]").pressSequentially("Alleen van mij.");
  await said(page).filter({ hasText: "iemand anders ingelogd" }).waitFor();
  const second = await context.newPage();
  await second.goto("/journal/new");
  await second.locator("[name=text]").waitFor();
  assert.equal(await second.evaluate(() => globalThis.unsent.count()), 1, "it waits on the device");
  assert.equal(await second.locator("[name=text]").inputValue(), "", "and isn't shown to somebody else");
  await second.close();
  await page.goto("about:blank");
  await context.addCookies([own]);
  await page.goto("/journal/new");
  await page.waitForFunction(() => document.querySelector("[name=text]").value === "Alleen van mij.");
  await said(page).filter({ hasText: /^Bewaard$/ }).waitFor();
  await nothingWaits(page);
});

test("two devices lose no sentence to each other", async (t) => {
  const phone = await place.signIn(t, "dirk", PHONE);
  await begin(phone);
  await visit(phone, "/journal/new");
  await phone.locator("[name=text]").fill("Samen begonnen.");
  await phone.getByRole("button", { name: "Bewaar" }).click();
  await phone.waitForURL(/entries/);
  const address = new URL(phone.url()).pathname;
  const laptop = await place.signIn(t, "dirk");
  await open(laptop);
  await visit(laptop, `${address}/edit`);
  await visit(phone, `${address}/edit`);
  await laptop.locator("[name=text]").fill("Samen begonnen. Op de laptop.");
  await said(laptop).filter({ hasText: /^Bewaard$/ }).waitFor();
  await phone.locator("[name=text]").fill("Samen begonnen. Op de telefoon.");
  await said(phone).filter({ hasText: /^Bewaard$/ }).waitFor();
  await visit(phone, address);
  await phone.getByText("Samen begonnen. Op de telefoon.").waitFor();
  await phone.getByText("Op de laptop.").waitFor();
  await shoot(phone, "journal-two-devices");
  await axeEverywhere(phone);
  await visit(phone, `${address}/edit`);
  assert.equal(await phone.locator("[name=text]").inputValue(), "Samen begonnen. Op de telefoon.\n\nOp de laptop.");
});

test("a note becomes a case for the team, with names taken out, and nothing leads back to it", async (t) => {
  const page = await place.signIn(t, "judith", PHONE);
  await begin(page);
  await visit(page, "/journal/new");
  await page.locator("[name=text]").fill("Mevrouw Bakker belde me op 06-12345678. Haar zoon Kevin stond in de gang en zei niets.");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.waitForURL(/entries/);
  const address = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Breng in bij je team" }).click();
  const story = await page.locator("[name=story]").inputValue();
  for (const gone of ["Bakker", "Kevin", "12345678"]) assert.ok(!story.includes(gone), `${gone} in: ${story}`);
  await page.getByText("Wie leest het").first().waitFor();
  await shoot(page, "journal-bring");
  await axeEverywhere(page);
  await page.locator("[name=title]").fill("De zoon in de gang");
  await page.getByLabel("Een reflectie zonder naam").check();
  await page.getByText("Dan één collega die jij kiest").waitFor();
  await shoot(page, "journal-bring-reflection");
  await page.getByLabel("Een casus").check();
  await page.getByText("Eerst alleen jij. Zet je de casus").waitFor();
  await page.getByRole("button", { name: "Maak het voor mijn team" }).click();
  await page.waitForURL(/cases/);
  assert.ok(!(await page.content()).includes("/journal/entries/"), "the case doesn't know where it comes from");
  await visit(page, address);
  await page.getByText("Mevrouw Bakker belde me").waitFor();
  await page.getByText("Hiervan maakte je iets voor:").waitFor();
  await visit(page, "/journal/hours");
  await page.locator("[name^=minutes]").first().fill("25");
  await page.locator("[name^=dimension]").first().selectOption("normative");
  await shoot(page, "journal-hours");
  await axeEverywhere(page);
  await page.getByRole("button", { name: "Maak het overzicht" }).click();
  await page.getByRole("cell", { name: "Normatief" }).waitFor();
  await shoot(page, "journal-hours-sheet");
  await axeEverywhere(page);
});

test("a year of entries is read as a quiet picture", async (t) => {
  const page = await place.signIn(t, "youssef", PHONE);
  await begin(page, "youssef");
  await visit(page, "/journal");
  await page.getByText("Deze week, een jaar geleden").waitFor();
  for (const name of ["", "/virtues", "/search"]) {
    await visit(page, `/journal${name}`);
    await shoot(page, `journal-year${name.replace("/", "-")}`);
    await axeEverywhere(page);
  }
  await page.locator("[name=q]").fill("trappenhuis");
  await page.keyboard.press("Enter");
  await page.locator("mark").first().waitFor();
  assert.equal(new URL(page.url()).search, "", "no word stands in the address");
  await shoot(page, "journal-found");
  await axeEverywhere(page);
});

test("signing out with unsent text asks first, and then nothing stays on the device", async (t) => {
  const page = await place.signIn(t, "farida", { ...PHONE, mayComplain: OFFLINE });
  await begin(page, "farida");
  await visit(page, "/journal/new");
  await page.context().setOffline(true);
  await page.locator("[name=text]").fill("Nog nergens.");
  await page.getByText("Bewaard op dit apparaat.").waitFor();
  await page.goto("about:blank");
  await page.context().setOffline(false);
  await visit(page, "/account");
  await page.getByRole("button", { name: "Log uit", exact: true }).click();
  await page.getByText("Op dit apparaat staat nog tekst").waitFor();
  await axeEverywhere(page);
  await page.getByRole("button", { name: "Log uit en wis de tekst" }).click();
  await page.waitForURL("**/login");
  await eventually(page, async () => (await indexedDB.databases()).every((one) => one.name !== "omgang-journal"));
});

test("all of it works without script, and by keyboard", async (t) => {
  const page = await place.signIn(t, "marijke", { ...PHONE, javaScript: false });
  await begin(page);
  await visit(page, "/journal/new");
  await page.locator("[name=text]").fill("Zonder script.");
  await page.getByText("Vragen die kunnen helpen").click();
  await page.getByRole("button", { name: "Wat, nou en, wat nu" }).click();
  await page.getByLabel("Wat gebeurde er?").fill("Dit.");
  await page.locator("[name=text]").press("Tab");
  await page.getByRole("button", { name: "Bewaar" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/entries/);
  await page.getByText("Zonder script.").waitFor();
  await page.getByText("Dit.", { exact: true }).waitFor();
});
