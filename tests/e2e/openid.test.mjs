// Signing in with a provider of OpenID Connect: a real one, on this machine, with its own pages.
import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";
import { signInThere, startProvider } from "./openid-provider.mjs";

const BUTTON = "Log in met Maaskant";
let provider;
const place = useHouse("settled", async (home) => {
  provider = await startProvider(home);
  return provider.env;
});
after(async () => {
  provider.server.closeAllConnections();
  await new Promise((resolve) => provider.server.close(resolve));
  await rm(provider.file);
  assert.deepEqual(provider.failures, [], "the provider had no trouble");
});

/** Opens a browser that may go to the provider, whose pages want a font from elsewhere and don't get it. */
async function open(t, options = {}) {
  const page = await place.open(t, { ...options, mayComplain: new RegExp(`${provider.issuer}|fonts\\.googleapis\\.com`) });
  await page.context().route("https://fonts.googleapis.com/**", (route) => route.abort());
  return page;
}

async function typePassword(page) {
  await visit(page, "/login");
  await page.locator("[name=email]").fill("marijke@demo.example");
  await page.locator("[name=password]").fill("een rustige ochtend");
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await page.waitForURL("**/o/**");
}

test("somebody connects the provider, comes in by it, and shows once more who it is", async (t) => {
  const page = await open(t);
  await visit(page, "/login");
  await shoot(page, "openid-door", { widths: [360, 1280] });
  await axeEverywhere(page);
  await typePassword(page);
  await visit(page, "/account");
  await axeEverywhere(page);
  await shoot(page, "openid-account-off", { widths: [360, 1280] });
  await page.getByRole("button", { name: "Koppel Maaskant" }).click();
  await signInThere(page, provider, "marijke-at-work");
  await page.waitForURL("**/account");
  await page.getByText("Je kunt nu ook zo inloggen.").waitFor();
  await page.getByText("Gekoppeld sinds").waitFor();
  await shoot(page, "openid-account", { widths: [360, 1280] });
  await axeEverywhere(page);

  const later = await open(t, { width: 360, javaScript: false });
  await visit(later, "/login?back=/account");
  await later.getByRole("button", { name: BUTTON }).click();
  await signInThere(later, provider, "marijke-at-work");
  await later.waitForURL("**/account");
  await later.getByRole("heading", { name: "Jouw account" }).waitFor();
  assert.ok(!later.url().includes("code="), "the code stands in no address that stays");

  await visit(later, "/login/again?back=/account/second");
  await later.getByRole("button", { name: BUTTON }).click();
  // The provider asks anew, though it knows this browser.
  await later.locator("[name=login]").waitFor();
  await signInThere(later, provider, "marijke-at-work");
  await later.waitForURL("**/account/second");

  await visit(later, "/account");
  await later.getByRole("button", { name: "Log uit", exact: true }).click();
  await later.getByText("Bij de dienst waarmee je inlogde misschien nog niet.").waitFor();
});

test("an invitation is used without a password, and what is broken off is said", async (t) => {
  const administrator = await open(t);
  await typePassword(administrator);
  const people = administrator.url().split("?")[0].replace(/\/$/, "") + "/people/new";
  await visit(administrator, new URL(people).pathname);
  await administrator.locator("[name=name]").fill("Tess");
  await administrator.locator("[name=email]").fill("tess@demo.example");
  await administrator.locator("main form button").last().click();
  const link = /\/links\/[\w-]+/.exec(await administrator.content())?.[0];
  assert.ok(link, "there is a link");

  const tess = await open(t, { width: 360 });
  await visit(tess, link);
  await shoot(tess, "openid-invited", { widths: [360, 1280] });
  await axeEverywhere(tess);
  await tess.getByRole("button", { name: BUTTON }).click();
  await tess.waitForURL(`${provider.issuer}/interaction/**`);
  await tess.getByRole("link", { name: "Cancel" }).click();
  await tess.getByText("Je hebt het inloggen bij Maaskant afgebroken.").waitFor();
  await shoot(tess, "openid-failed", { widths: [360, 1280] });
  await axeEverywhere(tess);
  await visit(tess, link);
  await tess.getByRole("button", { name: BUTTON }).click();
  await signInThere(tess, provider, "tess-at-work");
  await tess.waitForURL("**/o/**");
  await tess.getByText("Dag Tess").waitFor();
  await visit(tess, "/account");
  await tess.getByText("Dit is nu je enige manier om in te loggen.").waitFor();
  await axeEverywhere(tess);
  await shoot(tess, "openid-only", { widths: [360, 1280] });
});

test("somebody unknown reads what to do, and a provider that is away is said to be", async (t) => {
  const page = await open(t);
  await visit(page, "/login");
  await page.getByRole("button", { name: BUTTON }).click();
  await signInThere(page, provider, "nobody-knows");
  await page.getByText("Maaskant weet wie je bent, maar Omgang kent je nog niet zo.").waitFor();

  provider.server.closeAllConnections();
  await new Promise((resolve) => provider.server.close(resolve));
  await visit(page, "/login");
  await page.getByRole("button", { name: BUTTON }).click();
  await page.getByText("Maaskant is nu niet te bereiken.").waitFor();
  await new Promise((resolve) => provider.server.listen(provider.port, "127.0.0.1", resolve));
  await visit(page, "/login");
  await page.getByRole("button", { name: BUTTON }).click();
  await page.getByText("Maaskant weet wie je bent, maar Omgang kent je nog niet zo.").waitFor();
});
