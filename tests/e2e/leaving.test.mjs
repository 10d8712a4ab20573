// Leaving: the team, with one choice about what was shared; taking everything along; erasing the account; and an organisation that
// says that it ends, and stays.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("demo");

test("somebody leaves their team, takes everything along and erases their account", async (t) => {
  const page = await place.signIn(t, "youssef", { width: 360 });
  const { email } = place.house.person("youssef");
  const home = new URL(page.url()).pathname;
  await page.locator(`a[href^="${home}/teams/"]`).first().click();
  const team = new URL(page.url()).pathname;
  await page.getByRole("link", { name: "Ga uit dit team" }).click();
  await page.getByRole("heading", { name: "Uit het team gaan" }).waitFor();
  await shoot(page, "leave");
  await axeEverywhere(page);
  const boxes = page.locator("[name=copy]");
  const shared = await boxes.count();
  assert.equal(await page.locator("[name=copy]:checked").count(), 0, "nothing is ticked beforehand");
  if (shared > 0) await boxes.first().check();
  await page.getByRole("button", { name: /^Ga uit / }).click();
  await page.getByText("Je bent uit het team.").waitFor();
  await visit(page, team, 404);

  await visit(page, "/account");
  await page.getByRole("link", { name: "Bekijk je mogelijkheden" }).click();
  await page.getByRole("heading", { name: "Jouw gegevens" }).waitFor();
  await shoot(page, "data");
  await axeEverywhere(page);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Neem alles mee" }).click()]);
  assert.equal(download.suggestedFilename(), "mijn-gegevens.zip");
  const bytes = await readFile(await download.path());
  assert.equal(bytes.subarray(0, 2).toString(), "PK");
  assert.ok(bytes.includes("data/cases.json") && bytes.includes("README.md"));

  await visit(page, "/account/looks");
  await shoot(page, "looks");
  await axeEverywhere(page);
  await visit(page, "/account/erase");
  await shoot(page, "erase");
  await axeEverywhere(page);
  await page.locator("[name=email]").fill("iemand@anders.example");
  await page.getByRole("button", { name: "Wis mijn account" }).click();
  await page.getByText("Er is niets gewist.").waitFor();
  await page.locator("[name=email]").fill(email);
  await page.getByRole("button", { name: "Wis mijn account" }).click();
  await page.getByText("Je account is gewist.").waitFor();
  await page.locator("[name=email]").fill(email);
  await page.locator("[name=password]").fill(place.house.person("youssef").password);
  await page.keyboard.press("Enter");
  await page.locator("[aria-invalid=true]").waitFor();

  const colleague = await place.signIn(t, "judith");
  await visit(colleague, team);
  await colleague.getByText(/iemand die er niet meer is ging uit/i).first().waitFor();
  assert.ok(!(await colleague.locator("main").innerText()).includes("Amrani"), "the name is gone from the team's page");
});

test("without script too, an organisation says that it ends, everybody reads it, and it stays", async (t) => {
  const page = await place.signIn(t, "marijke", { javaScript: false });
  const home = new URL(page.url()).pathname;
  await visit(page, `${home}/people`);
  await page.getByRole("link", { name: "Beveiligingslogboek" }).click();
  await page.getByText("logde in.").first().waitFor();
  await shoot(page, "security-log");
  await visit(page, `${home}/closing`);
  await shoot(page, "closing");
  const organisation = /\((.+)\)/.exec(await page.locator("label[for=f-name]").innerText())[1];
  await page.locator("[name=name]").fill(organisation);
  await page.getByRole("button", { name: "Zeg aan dat de organisatie stopt" }).click();
  await page.getByText("Iedereen leest nu").waitFor();
  const worker = await place.signIn(t, "sharina", { width: 360 });
  await worker.getByText("Deze organisatie stopt op").waitFor();
  await shoot(worker, "closing-start");
  await axeEverywhere(worker);
  await page.getByRole("button", { name: "Toch niet, de organisatie blijft" }).click();
  await page.getByText("De organisatie blijft.").waitFor();
  await visit(worker, home);
  assert.equal(await worker.getByText("Deze organisatie stopt op").count(), 0);
});
