// A team's first meeting: virtues are named without names, put together by keyboard and by touch, chosen, and become the framework.
// Judith leads; Sharina and Youssef are on phones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axe, axeEverywhere, shoot } from "./looks.mjs";
import { advance, heading, sent, served } from "./people.mjs";

const place = useHouse("demo");
const LAPTOP = { widths: [1280], schemes: ["light"] };
const PHONE = { widths: [360], schemes: ["light", "dark"] };
const WALL = { widths: [1920], schemes: ["light", "dark"], fullPage: false };

test("the first meeting builds a framework", async (t) => {
  const [judith, sharina, youssef] = await Promise.all([
    place.signIn(t, "judith"),
    place.signIn(t, "sharina", { width: 360 }),
    place.signIn(t, "youssef", { width: 360 }),
  ]);
  await visit(judith, "/o/maaskant/teams");
  await judith.getByRole("link", { name: "Team Noord" }).first().click();
  await judith.getByRole("link", { name: "Werkvormen" }).click();
  await heading(judith, "Werkvormen");
  await shoot(judith, "methods-index");
  await axeEverywhere(judith);
  await judith.getByRole("link", { name: "Samen deugden benoemen" }).click();
  await shoot(judith, "methods-show");
  await axeEverywhere(judith);
  await judith.getByRole("button", { name: "Begin dit gesprek met het team" }).click();
  await judith.waitForURL(/\/deliberations\/[^/?]+$/);
  const room = judith.url();
  const all = [judith, sharina, youssef];
  for (const page of [sharina, youssef]) await visit(page, room);
  const screen = await judith.context().newPage();
  await visit(screen, `${room}/screen`);
  await shoot(screen, "meeting-screen-arrive", WALL);
  await axe(screen);
  await judith.getByRole("button", { name: "Ik ben geweest" }).click();
  await judith.getByText("Nu is Sharina").waitFor();
  await shoot(judith, "meeting-round");
  await shoot(sharina, "meeting-round-phone", PHONE);
  await axeEverywhere(judith);
  await sharina.getByRole("button", { name: "Ik pas" }).click();
  await judith.getByText("Nu is Youssef").waitFor();

  await advance(judith, "Noemen");
  for (const [page, virtue] of [[judith, "Geduld"], [sharina, "Rustig blijven"], [youssef, "Lef"]]) {
    await heading(page, "Noemen");
    await page.locator("[name=text-virtue]").fill(virtue);
    await sent(page, page.getByRole("button", { name: /^Leg klaar/ }));
  }
  await shoot(sharina, "meeting-nameless-phone", PHONE);
  await axe(sharina);
  for (const page of [judith, youssef]) assert.ok(!(await served(page)).includes("Rustig blijven"), "nobody reads it before");
  await sent(judith, judith.getByRole("button", { name: "Laat het samen zien" }));
  for (const page of [...all, screen]) await page.getByText("Rustig blijven").first().waitFor();
  await shoot(screen, "meeting-screen-named", WALL);

  await advance(judith, "Bij elkaar leggen");
  // Judith by keyboard: the boxes, the name, the button.
  await judith.getByRole("checkbox", { name: "Geduld" }).focus();
  await judith.keyboard.press("Space");
  await judith.getByRole("checkbox", { name: "Rustig blijven" }).focus();
  await judith.keyboard.press("Space");
  await judith.locator("#groups [name=name]").focus();
  await judith.keyboard.type("Geduld hebben");
  await shoot(judith, "meeting-groups");
  await axeEverywhere(judith);
  await judith.keyboard.press("Enter");
  for (const page of all) await page.locator(".pile-name", { hasText: "Geduld hebben" }).first().waitFor();
  // Sharina by touch: one more into the same group, and out again.
  await sharina.getByRole("checkbox", { name: "Lef" }).check();
  await sharina.getByRole("button", { name: "Voeg de gekozen kaarten toe aan Geduld hebben" }).click();
  await judith.locator(".pile", { hasText: "Geduld hebben" }).getByRole("checkbox", { name: "Lef" }).waitFor();
  await sharina.locator(".pile", { hasText: "Geduld hebben" }).getByRole("checkbox", { name: "Lef" }).check();
  await sharina.getByRole("button", { name: "Haal ze weer los" }).click();
  await judith.locator(".pile-loose", { hasText: "Lef" }).waitFor();
  await shoot(sharina, "meeting-groups-phone", PHONE);
  await shoot(screen, "meeting-screen-groups", WALL);
  await axe(screen);

  await advance(judith, "Kiezen");
  for (const page of all) {
    await heading(page, "Kiezen");
    await page.getByRole("checkbox", { name: "Geduld hebben" }).check();
    await sent(page, page.getByRole("button", { name: "Bewaar mijn keuze" }));
  }
  await shoot(sharina, "meeting-votes-phone", PHONE);
  await axe(sharina);
  await sent(judith, judith.getByRole("button", { name: "Laat het samen zien" }));
  await sharina.getByText("3 keer gekozen").waitFor();
  await shoot(screen, "meeting-screen-tally", WALL);

  await advance(judith, "Te weinig en te veel");
  await heading(sharina, "Te weinig en te veel");
  await sharina.locator("[name=text-too_little]").fill("geduld: vluchtig");
  await sharina.locator("[name=text-too_much]").fill("geduld: traag");
  await sent(sharina, sharina.getByRole("button", { name: /^Leg op tafel/ }));
  await advance(judith, "Vastleggen");
  await judith.getByRole("link", { name: "Zet de deugden in het kader" }).click();
  await heading(judith, "Naar jullie deugdenkader");
  assert.equal(await judith.locator("[name=name-0]").inputValue(), "Geduld hebben", "the most chosen first");
  await judith.locator("[name=little-0]").fill("Vluchtig");
  await judith.getByRole("button", { name: "Zet in het deugdenkader" }).click();
  await judith.getByText("Vul de deugd en de woorden voor beide kanten in").waitFor();
  await judith.locator("[name=much-0]").fill("Traag");
  await shoot(judith, "meeting-harvest");
  await axeEverywhere(judith);
  await judith.getByRole("button", { name: "Zet in het deugdenkader" }).click();
  await judith.waitForURL(/\/framework$/);
  await judith.getByText("Geduld hebben").first().waitFor();
  await visit(judith, room);
  await judith.locator(".steer > details.confirm > summary").click();
  await judith.locator(".steer > details.confirm").getByRole("button", { name: "Ja, sluit het gesprek" }).click();
  await heading(judith, "Dit gesprek is gesloten");
  await shoot(judith, "meeting-closed", LAPTOP);
});

test("a method is changed in the browser, and refused at the field that is wrong", async (t) => {
  const judith = await place.signIn(t, "judith");
  await visit(judith, "/o/maaskant/teams");
  await judith.getByRole("link", { name: "Team Noord" }).first().click();
  await judith.getByRole("link", { name: "Werkvormen" }).click();
  await judith.getByRole("link", { name: "Incidentmethode" }).click();
  await judith.getByRole("button", { name: "Maak een kopie voor ons team" }).click();
  await heading(judith, "Verander deze vorm");
  await shoot(judith, "methods-edit");
  await axeEverywhere(judith);
  await judith.getByRole("link", { name: "Verander Nadenken zonder de inbrenger" }).click();
  await judith.locator("[name=minutes]").fill("8");
  await shoot(judith, "methods-step-closed");
  await axeEverywhere(judith);
  // One part of the form opens at a time.
  await judith.locator("summary", { hasText: "Wie schrijft, wie leest" }).click();
  assert.equal(await judith.locator("details.step-part[open]").count(), 1);
  await judith.getByRole("radio", { name: "Niemand, we praten" }).check();
  await judith.getByRole("button", { name: "Bewaar", exact: true }).click();
  await judith.locator("#f-writers-error").waitFor();
  await shoot(judith, "methods-step");
  await axeEverywhere(judith);
  await judith.getByRole("radio", { name: "Iedereen behalve de inbrenger" }).check();
  await judith.getByRole("button", { name: "Bewaar", exact: true }).click();
  await judith.getByText("De werkvorm is bewaard.").waitFor();
});
