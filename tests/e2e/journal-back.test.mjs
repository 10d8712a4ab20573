// Finding back in the private journal: by day, by what one writes now, and what goes by itself in time.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("demo");

async function openJournal(t) {
  const page = await place.signIn(t, "youssef", { width: 360 });
  await visit(page, "/journal/open?back=/journal");
  await page.locator("[name=passphrase]").fill(place.house.person("youssef").password);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await page.waitForURL("**/journal");
  return page;
}

test("a day of the calendar shows what was written then, and a month leads to the month before", async (t) => {
  const page = await openJournal(t);
  const month = await page.locator(".calendar caption").innerText();
  await page.getByRole("link", { name: "Maand eerder" }).click();
  await page.waitForURL(/on=/);
  assert.notEqual(await page.locator(".calendar caption").innerText(), month);
  while ((await page.locator(".calendar a").count()) === 0) await page.getByRole("link", { name: "Maand eerder" }).click();
  const day = page.locator(".calendar a").first();
  const label = await day.getAttribute("aria-label");
  await day.click();
  await page.getByRole("heading", { name: label }).waitFor();
  const notes = await page.locator("main .item").allInnerTexts();
  assert.ok(notes.length > 0 && notes.every((note) => note.includes(label)), `${label}: ${notes}`);
  await shoot(page, "journal-day");
  await axeEverywhere(page);
});

test("while one writes, what was written before about the same comes up beneath", async (t) => {
  const page = await openJournal(t);
  await page.getByText("Deze week, een jaar geleden").waitFor();
  await visit(page, "/journal/new");
  await page.locator("[name=text]").fill("Weer een dichte deur en de televisie. Ik schreef op mijn knie een brief in het trappenhuis.");
  const earlier = page.locator(".journal-earlier .item", { hasText: "Weer voor een dichte deur" });
  await earlier.waitFor();
  assert.equal(new URL(page.url()).search, "", "no word stands in the address");
  await shoot(page, "journal-recalled");
  await axeEverywhere(page);
  await earlier.getByRole("link").click();
  await page.getByText("voor wie doe ik dit").waitFor();
});

test("a term that one chooses is told ahead, on the first page too", async (t) => {
  const page = await openJournal(t);
  const goes = page.getByText("worden je oudste notities gewist");
  const choose = async (term) => {
    await visit(page, "/journal/settings");
    await page.locator("[name=months]").selectOption({ label: term });
    await page.getByRole("button", { name: "Bewaar deze keuze" }).click();
    await page.getByText("Je keuze is bewaard.").waitFor();
  };
  await choose("1 jaar");
  await visit(page, "/journal");
  await goes.waitFor();
  await shoot(page, "journal-goes");
  await axeEverywhere(page);
  await visit(page, "/o/maaskant");
  await goes.waitFor();
  await shoot(page, "start-goes");
  await axeEverywhere(page);
  await choose("tot ik ze zelf wis");
  await visit(page, "/o/maaskant");
  assert.equal(await goes.count(), 0);
});
