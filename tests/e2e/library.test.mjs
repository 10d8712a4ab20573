// Searching by keyboard, on a phone, without JavaScript; saying what an item is about; recognising it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("demo");
const LIBRARY = "/o/maaskant/library";

/** Waits for the index, which a new program builds at its start. */
async function openLibrary(page, query = "") {
  await visit(page, LIBRARY + query);
  await page.locator(".search").waitFor();
}

test("by keyboard: type, see what is found, go down into it, read it with marks, and come back", async (t) => {
  const page = await place.signIn(t, "judith");
  await openLibrary(page);
  await shoot(page, "library-01-home", { docs: "library" });
  await axeEverywhere(page);
  await page.locator("[type=search]").focus();
  await page.keyboard.type("drie keer afbellen", { delay: 20 });
  await page.waitForURL(/q=drie/);
  await page.locator(".found-list .item mark").first().waitFor();
  await shoot(page, "library-02-found", { docs: "library-found" });
  await axeEverywhere(page);
  assert.equal(await page.evaluate(() => document.activeElement.type), "search", "typing is never interrupted");
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.evaluate(() => document.activeElement.closest(".item")), "arrow down goes into what was found");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.type), "search");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/library\/[0-9a-f-]{36}|\/handbook\//);
  await page.locator("main mark").first().waitFor();
  await page.locator("a.back").click();
  await page.waitForURL(/q=drie/);
  assert.equal(await page.locator("[type=search]").inputValue(), "drie keer afbellen", "the address is the whole state");
});

test("on a phone: narrow down behind one fold, keep the search, find it back, forget it", async (t) => {
  const page = await place.signIn(t, "youssef", { width: 360 });
  await openLibrary(page, "?q=loslaten");
  await page.locator(".found-facets > summary").click();
  await shoot(page, "library-03-narrow");
  await axeEverywhere(page);
  const facet = page.locator(".found-facets .facet").first();
  const [label, count] = [await facet.locator(".facet-label").innerText(), Number(await facet.locator(".facet-count").innerText())];
  await facet.click();
  await page.locator(".chosen .chip").first().waitFor();
  assert.match(await page.locator(".found-said").innerText(), new RegExp(`^${count} gevonden`), "the count told the truth");
  await page.getByRole("button", { name: "Bewaar deze zoekopdracht" }).click();
  await page.getByText("Bewaard. Je vindt hem").waitFor();
  await openLibrary(page);
  await page.locator(".saved .chip").click();
  await page.waitForURL(/q=loslaten&/);
  await openLibrary(page);
  await axeEverywhere(page);
  assert.match(await page.locator(".saved .chip").innerText(), new RegExp(label));
  await page.locator(".saved button").click();
  await page.getByText("Vergeten.").waitFor();
});

test("without JavaScript: search, narrow, sort, page on, read, recognise", async (t) => {
  const page = await place.signIn(t, "tomasz", { javaScript: false });
  await openLibrary(page);
  await page.locator("[type=search]").fill("de werker");
  await page.locator(".search button").click();
  await page.waitForURL(/q=de%20werker|q=de\+werker/);
  await page.getByRole("link", { name: "nieuwste eerst" }).click();
  await page.waitForURL(/sort=newest/);
  await page.locator("a[rel=next]").click();
  await page.waitForURL(/page=2/);
  await page.locator("a[rel=prev]").click();
  await page.locator(".found-list .item-title a").first().click();
  await page.locator("main article").waitFor();
  await page.getByRole("button", { name: "Dit herken ik" }).click();
  await page.getByText("Je herkent dit.").waitFor();
  await page.getByRole("button", { name: "Toch niet" }).click();
  await page.getByRole("button", { name: "Dit herken ik" }).waitFor();
});

test("what is like it stands beneath an item, and beside a case that is being prepared", async (t) => {
  const page = await place.signIn(t, "emine");
  await openLibrary(page, "?q=zoon");
  const recalled = page.getByRole("link", { name: "Bang zijn en toch niet wegblijven" }).first();
  // The index may still be built when this is the first that is asked.
  for (let tries = 0; tries < 40 && (await recalled.count()) === 0; tries++) {
    await page.waitForTimeout(500);
    await openLibrary(page, "?q=zoon");
  }
  await recalled.click();
  await page.locator(".like .item").first().waitFor();
  await shoot(page, "library-04-item");
  await axeEverywhere(page);
  await visit(page, "/o/maaskant/cases");
  await page.getByRole("link", { name: "Sinds hij werkt heeft hij minder" }).click();
  await page.locator(".before .item").first().waitFor();
  await shoot(page, "library-05-before");
  await axeEverywhere(page);
});

test("a team makes a collection to begin with, and puts an item in it", async (t) => {
  const page = await place.signIn(t, "judith");
  await openLibrary(page);
  await page.getByRole("link", { name: "Maak een verzameling" }).click();
  await axeEverywhere(page);
  await page.locator("[name=title]").fill("Je eerste maand");
  await page.locator("[name=about]").fill("Drie stukken die laten zien hoe wij hier praten.");
  await page.locator("[name=begin_here]").check();
  await page.getByRole("button", { name: "Bewaar de verzameling" }).click();
  await page.getByRole("heading", { name: "Je eerste maand" }).waitFor();
  await openLibrary(page, "?q=voorlezen");
  await page.locator(".found-list .item-title a").first().click();
  await page.locator(".collect summary").click();
  await page.locator("[name=collection]").selectOption({ label: "Je eerste maand (Team Noord)" });
  await page.getByRole("button", { name: "Zet erin" }).click();
  await page.getByText("Het staat in de verzameling.").waitFor();
  await openLibrary(page);
  await page.getByRole("link", { name: "Je eerste maand" }).click();
  await page.locator(".collection .item").first().waitFor();
  await shoot(page, "library-06-collection");
  await axeEverywhere(page);
});

test("saying what an item is about is one screen with a skip as large as the save", async (t) => {
  const page = await place.signIn(t, "youssef", { width: 360 });
  await openLibrary(page, "?q=familie+erbij");
  await page.getByRole("link", { name: "Als familie er niet bij mag" }).first().click();
  await page.getByRole("link", { name: "Waar gaat dit over?" }).click();
  await page.locator(".tap").first().waitFor();
  assert.ok((await page.locator(".taps .tap").count()) <= 4, "few things to tap");
  await shoot(page, "library-07-tags");
  await axeEverywhere(page);
  const [save, skip] = await Promise.all(
    [page.getByRole("button", { name: "Bewaar" }), page.getByRole("link", { name: "Sla over" })].map((act) => act.boundingBox()),
  );
  assert.ok(Math.abs(save.height - skip.height) <= 2, "skipping is as easy to hit");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await page.getByText("Bewaard.").waitFor();
});
