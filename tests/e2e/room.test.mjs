// One room: a whole conversation led by keyboard alone, somebody without a device, and the sheets for a table without screens.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";
import { begin, heading } from "./people.mjs";

const place = useHouse("demo");

/** Goes by the Tab key to what has this name, and presses a key on it. */
async function press(page, name, key = "Enter") {
  await reach(page, name);
  await page.keyboard.press(key);
}

async function reach(page, name) {
  for (let tabs = 0; tabs < 120; tabs++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const one = document.activeElement;
      const seen = one.getClientRects().length > 0;
      return seen ? one.getAttribute("aria-label") || one.labels?.[0]?.innerText || one.innerText || one.name || "" : "";
    });
    if (name.test(found.trim())) return;
  }
  throw new Error(`no Tab leads to ${name} on ${page.url()}`);
}

test("a conversation is led by keyboard alone", async (t) => {
  const page = await place.signIn(t, "judith");
  await visit(page, "/o/maaskant/conversations/new");
  await reach(page, /^Waar gaat het over/);
  await page.keyboard.type("De kapstok in de kamer");
  // The summary, and then the list behind it.
  await press(page, /^Welke werkvorm|^Werkvorm/);
  await reach(page, /^Welke werkvorm|^Werkvorm/);
  await page.keyboard.type("Even kort");
  await press(page, /^Open het gesprek/);
  await page.waitForURL(/\/deliberations\/[^/?]+$/);
  await heading(page, "Vertellen");
  await press(page, /^Ik ben geweest/);
  await page.getByText("Je bent geweest.").waitFor();
  await press(page, /^Meer$/);
  await press(page, /^Steek je hand op/);
  await page.locator(".hands li").waitFor();
  await press(page, /^Haal je hand weg/);
  await page.locator(".hands li").waitFor({ state: "detached" });
  await press(page, /^Verder/);
  await heading(page, "Vragen");
  await press(page, /^Anders/);
  await press(page, /^Zet de tijd stil/);
  await page.getByText("De tijd staat stil").waitFor();
  await press(page, /^Laat de tijd weer lopen/);
  await press(page, /^Verder/);
  await heading(page, "En nu");
  await reach(page, /^Je volgende stap/);
  await page.keyboard.type("Morgen bel ik haar.");
  await press(page, /^Leg op tafel/);
  await page.locator("[data-part=cards] .card-words", { hasText: "Morgen bel ik haar." }).waitFor();
  await press(page, /^Rond het gesprek af/);
  await press(page, /^Ja, sluit het gesprek/);
  await heading(page, "Dit gesprek is gesloten");
});

test("somebody without a device takes part through the facilitator", async (t) => {
  const page = await place.signIn(t, "judith");
  await begin(page, "Elke donderdag koffie");
  await page.locator("details.roles > summary").click();
  await page.getByLabel("Wie zit aan tafel zonder scherm?").selectOption({ label: "Lotte van Rijn" }).catch(async () => {
    await page.getByLabel("Wie zit aan tafel zonder scherm?").selectOption({ index: 0 });
  });
  await page.getByRole("button", { name: "Doet mee via de gespreksleider" }).click();
  await page.getByText("zonder scherm").first().waitFor();
  await page.locator(".steer > form [name=verb][value=advance]").click();
  await heading(page, "Verkennen");
  await page.getByLabel("Voor wie schrijf je dit op?").selectOption({ index: 1 });
  await page.locator("[name=text-observation]").fill("Zij zette altijd twee kopjes klaar.");
  await shoot(page, "room-proxy");
  await axeEverywhere(page);
  await page.getByRole("button", { name: /^Leg klaar/ }).click();
  await page.getByText("Zij zette altijd twee kopjes klaar.").first().waitFor();
});

test("the sheets are printed, and what is on them is typed in", async (t) => {
  const page = await place.signIn(t, "judith");
  const room = await begin(page, "In de rij bij de bakker", "incidentmethode");
  await visit(page, `${room}/course`);
  await shoot(page, "room-course");
  await axeEverywhere(page);
  await visit(page, `${room}/sheets`);
  await shoot(page, "sheets-screen");
  await axeEverywhere(page);
  await mkdir(new URL("./out/", import.meta.url), { recursive: true });
  await page.pdf({ path: new URL("./out/sheets.pdf", import.meta.url).pathname, format: "A4", printBackground: true, preferCSSPageSize: true });
  await visit(page, `${room}/paper`);
  await shoot(page, "room-paper");
  await axeEverywhere(page);
  await page.locator("[name='facts.question']").fill("Wie stond er achter je?\n\nWat zei de bakker?");
  await page.getByRole("button", { name: "Leg alles op tafel" }).click();
  await page.getByText("Alles van papier ligt op tafel.").waitFor();
  await page.locator("details.laid-before > summary").first().click();
  await page.locator("[data-part=cards] .card-words", { hasText: "Wat zei de bakker?" }).waitFor();
  assert.equal(await page.locator("[data-part=cards] .card-words").count(), 2, "an empty line makes two cards");
});
