// The handbook is there for everybody, in both languages.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("settled");

for (const [lang, other] of [
  ["nl", "English"],
  ["en", "Nederlands"],
]) {
  test(`every page of the handbook can be read (${lang})`, async (t) => {
    const page = await place.open(t);
    await visit(page, "/handbook");
    if (lang === "en") await page.getByRole("button", { name: "English" }).click();
    await page.locator(`html[lang=${lang}]`).waitFor();
    await page.getByRole("button", { name: other }).waitFor();
    await axeEverywhere(page);
    if (lang === "nl") await shoot(page, "handbook");
    const addresses = await page.locator("main a[href^='/handbook/']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.ok(addresses.length >= 9, "the table of contents has all pages");
    for (const address of new Set(addresses)) {
      await visit(page, address);
      assert.notEqual((await page.locator("h1").innerText()).trim(), "");
      await axeEverywhere(page);
    }
  });
}

test("help in an emergency is one step away from any page", async (t) => {
  const page = await place.open(t, { width: 360 });
  await visit(page, "/login");
  await page.locator(".foot-urgent a").click();
  await page.waitForURL("**/handbook/when-it-cannot-wait");
  await shoot(page, "when-it-cannot-wait");
});
