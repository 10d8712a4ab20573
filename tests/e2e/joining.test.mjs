// From an empty house to a conversation with a guest at a phone: the first run, one page, a code, a name, a yes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("serve");

test("an administrator starts a conversation and a guest joins by phone", async (t) => {
  const desk = await place.open(t);
  await visit(desk, "/");
  await desk.locator("[name=organisation]").fill("Stichting De Overkant");
  await desk.locator("[name=name]").fill("Emine");
  await desk.locator("[name=email]").fill("emine@demo.example");
  await desk.locator("[name=password]").fill("een rustige ochtend");
  await desk.locator("main form button").first().click();
  await desk.locator("a.start-write").click();
  await shoot(desk, "conversation-new");
  await axeEverywhere(desk);
  await desk.locator("[name=title]").fill("De deur blijft dicht");
  await desk.locator("[name=question]").fill("Hoe lang blijf ik aanbellen?");
  await desk.locator("main form button.button-primary").click();
  await desk.waitForURL(/\/deliberations\/[^/]+$/);
  const room = desk.url();

  await desk.locator("a[href$='/focus']").click();
  await shoot(desk, "conversation-focus");
  await axeEverywhere(desk);
  await desk.locator("[name=virtue]").nth(1).check();
  await desk.locator("main form button.button-primary").click();
  await desk.waitForURL(room);
  assert.equal(await desk.locator(".band .virtue").count(), 1);
  await desk.locator("a[href$='/people']").first().click();
  await desk.locator("[name=name]").fill("Mevrouw Karim");
  await desk.locator("form[action$='/guests'] button").click();
  await shoot(desk, "joining-people");
  await axeEverywhere(desk);
  await visit(desk, `${room}/invite`);
  await shoot(desk, "joining-invite", { fullPage: false });
  await axeEverywhere(desk);
  const code = (await desk.locator(".invite-code").innerText()).trim();
  await visit(desk, room);

  const phone = await place.open(t, { width: 360 });
  await visit(phone, "/join");
  await shoot(phone, "joining-code");
  await axeEverywhere(phone);
  await phone.locator("[name=code]").fill("bbbb 0000");
  await phone.locator("main form button").click();
  assert.match(await phone.locator(".field-error").innerText(), /opent nu geen gesprek/);
  await phone.locator("[name=code]").fill(code.toLowerCase());
  await phone.locator("main form button").click();
  await shoot(phone, "joining-names");
  await axeEverywhere(phone);
  await phone.getByRole("button", { name: /Mevrouw Karim/ }).click();
  await phone.locator("[data-wait]").waitFor();
  await shoot(phone, "joining-wait");
  await axeEverywhere(phone);

  // The room hears of it by itself.
  const yes = desk.getByRole("button", { name: "Laat binnen: Mevrouw Karim" });
  await yes.waitFor();
  await shoot(desk, "joining-room");
  await axeEverywhere(desk);
  await yes.click();
  await phone.waitForURL(room);
  assert.equal(await desk.locator(".door").count(), 0);
  await shoot(phone, "joining-in");
  await visit(phone, new URL("/o/stichting-de-overkant/library", room).href, 404);
});

test("without script a device is let in as well", async (t) => {
  const desk = await place.open(t, { javaScript: false });
  await visit(desk, "/login");
  await desk.locator("[name=email]").fill("emine@demo.example");
  await desk.locator("[name=password]").fill("een rustige ochtend");
  await desk.locator("main form button").first().click();
  await desk.locator("a.start-write").click();
  await desk.locator("[name=title]").fill("Nog een gesprek");
  await desk.locator("main form button.button-primary").click();
  await desk.waitForURL(/\/deliberations\/[^/]+$/);
  const room = desk.url();
  await visit(desk, `${room}/invite`);
  const code = (await desk.locator(".invite-code").innerText()).replace(/\s/g, "");
  const phone = await place.open(t, { width: 360, javaScript: false });
  await visit(phone, `/join/${code}`);
  await phone.getByRole("button", { name: /Mevrouw Karim/ }).click();
  await visit(desk, room);
  await desk.getByRole("button", { name: "Laat binnen: Mevrouw Karim" }).click();
  await phone.waitForURL(room);
});
