// What is shown at the door besides a password: a code app and a passkey, from the account's page to the next time at the door.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("named");
const EMAIL = "marijke@demo.example";
const PASSWORD = "een rustige ochtend";

async function typePassword(page) {
  await visit(page, "/login");
  await page.locator("[name=email]").fill(EMAIL);
  await page.locator("[name=password]").fill(PASSWORD);
  await page.locator("main form button").first().click();
}

/** The code that an app makes of a secret now (RFC 6238), or some half minutes on. */
function code(secret, later = 0) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const mac = createHmac("sha1", key).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a code app is connected, asked for at the door, and let go", async (t) => {
  const page = await place.open(t);
  await typePassword(page);
  await page.waitForURL("**/o/**");
  await visit(page, "/account");
  await page.getByRole("link", { name: "Zet de tweede stap aan" }).click();
  await shoot(page, "second");
  await axeEverywhere(page);
  await page.getByRole("button", { name: "Voeg een code-app toe" }).click();
  await page.locator(".factor .qr").waitFor();
  await shoot(page, "second-app");
  await axeEverywhere(page);
  const secret = (await page.locator(".factor-secret").innerText()).replaceAll(" ", "");
  await page.locator("[name=code]").fill(code(secret));
  await page.getByRole("button", { name: "Koppel de app" }).click();
  await page.getByRole("heading", { name: "Bewaar deze codes" }).waitFor();
  await shoot(page, "second-codes");
  await axeEverywhere(page);
  assert.equal(await page.locator(".factor-codes li").count(), 10);
  const paper = await page.locator(".factor-codes code").first().innerText();

  const later = await place.open(t, { width: 360 });
  await typePassword(later);
  await later.waitForURL("**/login/second**");
  await shoot(later, "second-door");
  await axeEverywhere(later);
  await later.locator("[name=code]").fill("000000");
  await later.keyboard.press("Enter");
  await later.locator("[aria-invalid=true]").waitFor();
  // The present half minute was used when the app was connected; the server takes the one after, too.
  await later.locator("[name=code]").fill(code(secret, 1));
  await later.keyboard.press("Enter");
  await later.waitForURL("**/o/**");

  const lost = await place.open(t, { javaScript: false });
  await typePassword(lost);
  await lost.locator("[name=code]").fill(paper);
  await lost.locator("main form button").last().click();
  await lost.waitForURL("**/o/**");

  await visit(page, "/account/second");
  await page.getByText("Haal weg", { exact: true }).click();
  await page.getByRole("button", { name: "Ja, haal weg" }).click();
  await page.getByText("Dat is weggehaald.").waitFor();
});

test("a passkey is made on the device and opens the door", async (t) => {
  const page = await place.open(t, { width: 360 });
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", { options: { ...options, automaticPresenceSimulation: true } });
  await typePassword(page);
  await page.waitForURL("**/o/**");
  await visit(page, "/account/second");
  await page.locator("[name=name]").fill("mijn telefoon");
  await page.getByRole("button", { name: "Voeg een passkey toe" }).click();
  await page.getByRole("heading", { name: "Bewaar deze codes" }).waitFor();
  await visit(page, "/account/second");
  await page.getByText("mijn telefoon", { exact: true }).waitFor();
  await axeEverywhere(page);
  await shoot(page, "second-passkey", { widths: [360, 1280] });
  const { credentials } = await device.send("WebAuthn.getCredentials", { authenticatorId });
  assert.equal(credentials.length, 1);

  await page.context().clearCookies();
  await typePassword(page);
  await page.waitForURL("**/login/second**");
  await shoot(page, "second-door-passkey", { widths: [360, 1280] });
  await page.getByRole("button", { name: "Gebruik je passkey" }).click();
  await page.waitForURL("**/o/**");

  await page.context().clearCookies();
  await typePassword(page);
  await page.waitForURL("**/login/second**");
  await device.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.getByRole("button", { name: "Gebruik je passkey" }).click();
  await page.getByText("Dat is niet gelukt.").waitFor();
  assert.equal(new URL(page.url()).pathname, "/login/second", "a device that doesn't know its owner opens nothing");
});
