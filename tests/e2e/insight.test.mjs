// What comes back, as a manager and a worker see it; a signal from a team to management and back; a justification.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axe, axeEverywhere, shoot } from "./looks.mjs";

const OUT = join(new URL("./", import.meta.url).pathname, "out");
const place = useHouse("demo");
const INSIGHT = "/o/maaskant/insight";
const SIGNALS = "/o/maaskant/signals";

/** Keeps a file to look at. */
async function keep(name, body) {
  await mkdir(OUT, { recursive: true });
  await writeFile(join(OUT, name), body);
}

async function files(page, path) {
  const answer = await page.context().request.get(new URL(path, page.url()).href);
  return { status: answer.status(), body: await answer.body() };
}

test("a manager sees what comes back, what is hidden and why, and takes it along on paper", async (t) => {
  const page = await place.signIn(t, "farida");
  await page.getByRole("link", { name: "Inzicht" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Wat terugkomt" }).waitFor();
  await shoot(page, "insight-01-page", { docs: "insight" });
  await axeEverywhere(page);
  assert.match(await page.locator(".insight-card", { hasText: "De lijn gaat omhoog" }).first().innerText(), /mensen/);
  assert.ok((await page.locator(".insight-none").count()) > 3, "some squares are hidden");
  await page.locator("summary", { hasText: "Als tabel" }).first().click();
  assert.match(await page.locator(".insight-table table").first().innerText(), /Samen/);
  const report = await files(page, `${INSIGHT}/report`);
  assert.equal(report.body.subarray(0, 4).toString(), "%PDF");
  assert.ok(report.body.includes("/S/Figure"), "the drawings of the page stand in it");
  await keep("insight-report.pdf", report.body);
  for (const name of ["Deugden", "Wat in de weg staat"]) {
    const part = page.locator(".insight-part", { has: page.getByRole("heading", { name }) });
    await part.locator("summary", { hasText: "Als tabel" }).click();
    assert.match(await part.locator("table").innerText(), /omhoog/, `${name} has its table over the quarters`);
  }
  await shoot(page, "insight-01-tables");
  await axeEverywhere(page);
  const table = (await files(page, `${INSIGHT}/csv`)).body.toString();
  assert.match(table, /Verborgen/);
  assert.equal((await files(page, `${INSIGHT}?team=noord`)).status, 422);
  await visit(page, `${INSIGHT}?from=2026-01-01`, 422);
  await page.getByText("Er zijn alleen vaste kwartalen").waitFor();
  await axe(page);
  await visit(page, INSIGHT);
  await page.emulateMedia({ media: "print" });
  await shoot(page, "insight-02-print", { widths: [1280], schemes: ["light"] });
});

test("a worker sees the same page, what the own team put in, and tells and takes back", async (t) => {
  const [worker, manager] = [await place.signIn(t, "emine", { width: 360 }), await place.signIn(t, "farida")];
  const shared = async (page) => {
    await visit(page, INSIGHT);
    return page.evaluate(() => [...document.querySelectorAll(".insight-heat text, .insight-card h3, .insight-now, .insight-bars strong")].map((one) => one.textContent.trim()));
  };
  assert.deepEqual(await shared(worker), await shared(manager));
  assert.equal(await manager.getByText("Wat Team Haven erin legt").count(), 0);
  await worker.getByRole("link", { name: "Wat Team Haven erin legt" }).click();
  await shoot(worker, "insight-03-team");
  await axeEverywhere(worker);
  const item = worker.locator(".insight-told", { has: worker.getByRole("button", { name: "Vertel aan de hele organisatie" }) }).first();
  const words = await item.locator(".insight-text").innerText();
  await item.getByRole("button").click();
  await worker.getByText("Het staat in ‘Wat terugkomt’.").waitFor();
  await visit(manager, INSIGHT);
  await manager.locator(".insight-text", { hasText: words }).waitFor();
  await worker.locator(".insight-told", { hasText: words }).getByRole("button", { name: "Haal terug" }).click();
  await worker.getByText("Het staat er niet meer.").waitFor();
  await visit(manager, INSIGHT);
  assert.equal(await manager.locator(".insight-text", { hasText: words }).count(), 0);
});

test("a team talks a pattern over, stands behind it and puts it to management, which answers", async (t) => {
  const [team, manager] = [await place.signIn(t, "youssef", { width: 360 }), await place.signIn(t, "farida")];
  await visit(team, INSIGHT);
  await team.locator(".item", { hasText: "Dit groeit" }).getByRole("link", { name: /Bespreek dit in je team/ }).first().click();
  await team.getByText("Dit begon op ‘Wat terugkomt’").waitFor();
  const method = await team.getByRole("link", { name: /^Begin ‘Een patroon bespreken’/ }).first().getAttribute("href");
  await shoot(team, "signals-00-pattern");
  await axeEverywhere(team);
  const form = team.url();
  await visit(team, method);
  await team.getByRole("button", { name: "Begin dit gesprek met het team" }).waitFor();
  await visit(team, form);
  await team.locator("[name=title]").fill("De wachtlijst maakt alles erger");
  await team.locator("[name=what]").fill("Mensen wachten drie maanden. Bel Karim op 06-12345678.");
  await team.locator("[name=asked]").fill("Geef ons iets voor die maanden.");
  await team.getByRole("button", { name: "Bewaar voor het team" }).click();
  await team.getByRole("button", { name: "Ik sta hierachter" }).click();
  await team.getByText("Je staat hierachter.").waitFor();
  await shoot(team, "signals-01-draft");
  await axeEverywhere(team);
  await team.getByRole("button", { name: "Leg het voor aan de organisatie" }).click();
  await team.getByText("Kijk dit eerst na.").waitFor();
  await team.getByRole("link", { name: "Verander de woorden" }).click();
  await team.locator("[name=what]").fill("Mensen wachten drie maanden op een eerste gesprek.");
  await team.getByRole("button", { name: "Bewaar voor het team" }).click();
  await team.getByRole("button", { name: "Leg het voor aan de organisatie" }).click();
  await team.getByText("Het ligt voor.").waitFor();
  await visit(manager, SIGNALS);
  await manager.getByText("Het antwoord had er").first().waitFor();
  await shoot(manager, "signals-02-list");
  await axeEverywhere(manager);
  await manager.getByRole("link", { name: "De wachtlijst maakt alles erger" }).click();
  await manager.getByLabel("Dit verandert er").check();
  await manager.locator("[name=text]").fill("Vanaf mei is er een inloopspreekuur.");
  await manager.getByRole("button", { name: "Antwoord het team" }).click();
  await manager.getByText("Vanaf mei is er een inloopspreekuur.").waitFor();
  await shoot(manager, "signals-03-answered");
  await axeEverywhere(manager);
  const letter = await files(manager, `${new URL(manager.url()).pathname}/letter`);
  assert.equal(letter.body.subarray(0, 4).toString(), "%PDF");
  await team.reload();
  await team.getByText("Vanaf mei is er een inloopspreekuur.").waitFor();
});

test("a worker justifies in their own hand, and management finds no such page", async (t) => {
  const page = await place.signIn(t, "youssef");
  await visit(page, "/o/maaskant/records");
  const records = await page.locator(".items a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const make = page.getByRole("link", { name: "Maak een verantwoording" });
  for (const record of records) {
    await visit(page, record);
    if (await make.count()) break;
  }
  await make.click();
  await page.getByText("waarin niemand te herkennen is").waitFor();
  await shoot(page, "justification-01");
  await axeEverywhere(page);
  const address = page.url();
  await page.locator("[name=time]").fill("Nog twee keer drie maanden.");
  const looked = page.locator("[name=looked]");
  if (await looked.count()) await looked.check();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Maak de bladzijde (PDF)" }).click()]);
  assert.equal(download.suggestedFilename(), "verantwoording.pdf");
  const manager = await place.signIn(t, "farida");
  await visit(manager, new URL(address).pathname, 404);
});
