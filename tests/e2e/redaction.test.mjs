// Redaction: the organisation's own words, soft marks while writing, and taking out what points to somebody, by keyboard alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axe, axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("demo");
const STORY = "Ik kom al een jaar bij mevrouw Kwartel in Emmen. Zij belt op 06-12345678 en vraagt of ik kom.";

test("a facilitator keeps the organisation's own words", async (t) => {
  const page = await place.signIn(t, "judith", { javaScript: false });
  await visit(page, "/o/maaskant/known-words");
  await page.getByRole("radio", { name: "Straten" }).check();
  await page.getByLabel("De woorden").fill("De Zoom\nAchter de Kerk");
  await page.getByRole("button", { name: "Zet op de lijst" }).click();
  await page.getByText("De woorden staan op de lijst.").waitFor();
  await page.getByText("Achter de Kerk").waitFor();
  await shoot(page, "known-words");
  await axeEverywhere(page);
});

test("while somebody writes, marks appear softly and stop nothing", async (t) => {
  const page = await place.signIn(t, "sharina");
  await visit(page, "/o/maaskant/cases");
  await page.locator("main a[href$='/cases/new']").first().click();
  await page.locator("[name=story]").fill(STORY);
  const marks = page.locator(".noticed").first();
  await marks.getByText("Kwartel").waitFor();
  await marks.getByText("06-12345678").waitFor();
  await shoot(page, "soft-marks", { fullPage: false });
  await axe(page);
  await page.locator("[name=learning_question]").fill("Hoe lang blijf ik komen?");
  await page.locator("[name=title]").fill("Een jaar aan de deur");
  await page.getByRole("button", { name: "Bewaar" }).first().click();
  await page.getByText("waaraan iemand te herkennen kan zijn").waitFor();
  await shoot(page, "soft-marks-read");
});

test("what points to somebody is taken out by keyboard alone", async (t) => {
  const page = await place.signIn(t, "lotte");
  await visit(page, "/o/maaskant/records");
  await page.getByRole("link", { name: /Ziek gemeld/ }).first().click();
  await page.getByRole("button", { name: "Maak een gedeelde versie" }).click();
  await page.getByRole("link", { name: "Pas de tekst met de hand aan" }).click();
  await page.locator("textarea").first().fill(STORY);
  await page.getByRole("button", { name: "Bewaar de tekst" }).click();
  const rows = page.locator(".finding-row");
  assert.ok((await rows.count()) >= 3, "the name, the town and the number are found");
  await shoot(page, "redaction", { fullPage: false });
  await axe(page);
  for (let left = await rows.count(); left > 0; left = await rows.count()) {
    await tabTo(page, ".finding-row .proposals > button");
    await Promise.all([page.waitForEvent("domcontentloaded"), page.keyboard.press("Enter")]);
    assert.ok((await rows.count()) < left, "one press deals with one finding");
  }
  const text = await page.locator(".threads-story").innerText();
  assert.ok(!/Kwartel|06-12345678|Emmen/.test(text), text);
});

/** Presses Tab until something that fits has the focus. */
async function tabTo(page, selector) {
  for (let pressed = 0; pressed < 120; pressed++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
  }
  assert.fail(`Tab never comes to ${selector}`);
}
