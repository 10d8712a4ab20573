// What somebody meets who isn't signed in.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("settled");

test("the door takes what is typed, and says kindly that it isn't right", async (t) => {
  const page = await place.open(t);
  await visit(page, "/");
  assert.equal(new URL(page.url()).pathname, "/login");
  await shoot(page, "door");
  await axeEverywhere(page);
  await page.locator("[name=email]").fill("noor@demo.example");
  await page.locator("[name=password]").fill("niet het goede");
  await page.keyboard.press("Enter");
  await page.locator("[aria-invalid=true]").waitFor();
  assert.equal(await page.locator("[name=email]").inputValue(), "noor@demo.example");
  assert.equal(await page.locator("[name=password]").inputValue(), "", "a password never comes back");
  await axeEverywhere(page);
});

test("the language is chosen at the foot of the page, and stays", async (t) => {
  const page = await place.open(t);
  await visit(page, "/login");
  assert.equal(await page.locator("html").getAttribute("lang"), "nl");
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("html[lang=en]").waitFor();
  assert.equal(new URL(page.url()).pathname, "/login", "the same page comes back");
  await visit(page, "/handbook");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  await page.getByRole("button", { name: "Nederlands" }).click();
  await page.locator("html[lang=nl]").waitFor();
});

test("an address that isn't there says so and shows a way on", async (t) => {
  const page = await place.open(t);
  await visit(page, "/nergens", 404);
  await shoot(page, "error");
  await axeEverywhere(page);
  await page.locator("main a").click();
  await page.waitForURL("**/login**");
});

test("all of it works by keyboard", async (t) => {
  const page = await place.open(t);
  await visit(page, "/login");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main", "the first stop skips to the content");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "email");
  await page.keyboard.type("noor@demo.example");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.name), "password");
});

test("all of it works without script", async (t) => {
  const page = await place.open(t, { javaScript: false });
  await visit(page, "/login");
  await page.locator("[name=email]").fill("noor@demo.example");
  await page.locator("[name=password]").fill("niet het goede");
  await page.locator("main form button").click();
  await page.locator("[aria-invalid=true]").waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.locator("html[lang=en]").waitFor();
});
