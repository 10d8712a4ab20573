// Steering without loss: people who type while the group goes on, a step that opens again, a network that is gone, a device whose
// clock is wrong. Judith leads; Sharina, Youssef and Tomasz write.
import assert from "node:assert/strict";
import { test } from "node:test";
import { eventually, useHouse, visit } from "./browser.mjs";
import { shoot } from "./looks.mjs";
import { advance, begin, heading, sent, served } from "./people.mjs";

const place = useHouse("demo");
const LONG = process.env.OMGANG_LONG === "1";

async function table(t, title, options = {}) {
  const judith = await place.signIn(t, "judith");
  const room = await begin(judith, title);
  const others = [];
  for (const name of ["sharina", "youssef", "tomasz"]) {
    const page = await place.signIn(t, name, options[name]);
    await visit(page, room);
    others.push(page);
  }
  return { judith, room, others };
}

test("the group goes on while three people type, and not a letter is lost", async (t) => {
  const { judith, others } = await table(t, "De deur blijft dicht");
  const times = LONG ? 100 : 10;
  for (let time = 0; time < times; time++) {
    await advance(judith, "Verkennen");
    for (const page of others) await page.locator("a[href]", { hasText: "Ga mee" }).or(page.locator("[name=text-observation]")).first().waitFor();
    const words = others.map((_, number) => `Zin ${time} van ${number}: hij keek naar de tas en zei niets, en ik ook niet`);
    for (const page of others) {
      await visit(page, page.url());
      await page.locator("[name=text-observation]").click();
    }
    // All three are in the middle of their sentence when the group goes on.
    const half = words.map((text) => Math.floor(text.length / 2));
    await Promise.all(others.map((page, number) => page.keyboard.type(words[number].slice(0, half[number]))));
    await Promise.all([advance(judith, "Onderzoeken"), ...others.map((page, number) => page.keyboard.type(words[number].slice(half[number])))]);
    for (const [number, page] of others.entries()) {
      await page.getByText("De groep is verder gegaan").waitFor();
      assert.equal(await page.locator("[name=text-observation]").inputValue(), words[number], "the field has every letter");
      assert.equal(await page.locator(":focus").getAttribute("name"), "text-observation", "and the cursor stayed");
    }
    // One lays it down late, one follows and lays it down from there, one follows and leaves it.
    await sent(others[0], others[0].getByRole("button", { name: /^Leg/ }));
    await sent(others[1], others[1].getByRole("link", { name: "Ga mee" }));
    await others[1].getByText(words[1]).waitFor();
    await sent(others[1], others[1].getByRole("button", { name: "Leg alsnog op tafel" }).first());
    await sent(others[2], others[2].getByRole("link", { name: "Ga mee" }));
    await others[2].getByText(words[2]).waitFor();
    if (time === 0) {
      await judith.locator(".steer-more > summary").click();
      await sent(judith, judith.getByRole("button", { name: "Laat zien wat bij Verkennen klaarligt" }));
    }
    const shown = await served(judith);
    assert.ok(shown.includes(words[0]) && shown.includes(words[1]), "what came late counts");
    assert.ok(!shown.includes(words[2]), "what was left is its writer's alone");
    await sent(others[2], others[2].getByRole("button", { name: "Leg alsnog op tafel" }).first());
    assert.ok((await served(judith)).includes(words[2]));
    // Back to the beginning, for the next time.
    for (const step of ["Verkennen", "Beginnen"]) {
      if ((await judith.locator("details.steer-more").getAttribute("open")) === null) await judith.locator(".steer-more > summary").click();
      await sent(judith, judith.getByRole("button", { name: "Een stap terug" }));
      await heading(judith, step);
    }
  }
});

test("a step opens again with four people writing, in another order", async (t) => {
  const { judith, room, others } = await table(t, "Niemand mag het weten");
  await advance(judith, "Verkennen");
  const all = [judith, ...others];
  for (const [number, page] of all.entries()) {
    await visit(page, room);
    await page.locator("[name=text-observation]").fill(`Eerst zag ik ${number}.`);
    await sent(page, page.getByRole("button", { name: /^Leg klaar/ }));
  }
  await visit(judith, room);
  await sent(judith, judith.getByRole("button", { name: "Laat het samen zien" }));
  await advance(judith, "Onderzoeken");
  for (const [number, page] of all.entries()) {
    await visit(page, room);
    await page.locator("[name=text-option]").fill(`Half ${number}`);
  }
  await judith.waitForTimeout(1500); // the drafts' own pause
  await visit(judith, `${room}/course`);
  await sent(judith, judith.getByRole("button", { name: "Leren eerder" }));
  await sent(judith, judith.getByRole("button", { name: "Open Verkennen opnieuw" }));
  await heading(judith, "Verkennen");
  for (const [number, page] of others.entries()) {
    await page.getByText("De groep is verder gegaan").waitFor();
    assert.equal(await page.locator("[name=text-option]").inputValue(), `Half ${number + 1}`);
    await sent(page, page.getByRole("link", { name: "Ga mee" }));
    await page.getByText("Dit begon je te schrijven bij Onderzoeken").waitFor();
    for (let other = 0; other < 4; other++) await page.locator("[data-part=cards] .card-words", { hasText: `Eerst zag ik ${other}.` }).waitFor();
  }
  for (const step of ["Onderzoeken", "Leren"]) await advance(judith, step);
});

test("a network that is gone loses nothing, and the present step is there within two seconds", async (t) => {
  const { judith, others } = await table(t, "Het gas bleef aan", { sharina: { mayComplain: /net::ERR_INTERNET_DISCONNECTED/ } });
  const [sharina] = others;
  await advance(judith, "Verkennen");
  await heading(sharina, "Verkennen");
  await sharina.locator("[name=text-observation]").click();
  await sharina.context().setOffline(true);
  await sharina.keyboard.type("De pan stond nog warm op tafel.");
  await sharina.getByText("Het bewaren lukt even niet").waitFor();
  await sharina.getByRole("button", { name: /^Leg klaar/ }).click();
  assert.equal(await sharina.locator("[name=text-observation]").inputValue(), "De pan stond nog warm op tafel.");
  await advance(judith, "Onderzoeken");
  await sharina.waitForTimeout(LONG ? 60_000 : 6_000); // the outage itself
  const back = Date.now();
  await sharina.context().setOffline(false);
  await sharina.getByText("De groep is verder gegaan").waitFor();
  const took = Date.now() - back;
  t.diagnostic(`the present step was there ${took} ms after the network`);
  assert.ok(took < 2000, `it took ${took} ms`);
  assert.equal(await sharina.locator("[name=text-observation]").inputValue(), "De pan stond nog warm op tafel.");
  await sent(sharina, sharina.getByRole("button", { name: /^Leg klaar/ }));
  await heading(sharina, "Onderzoeken");
  await sharina.getByText("De pan stond nog warm op tafel.").first().waitFor();
});

test("the time is right on a device whose clock is wrong, and its end is seen and heard", async (t) => {
  const judith = await place.signIn(t, "judith");
  const room = await begin(judith, "Nog negen dagen");
  const phone = await place.signIn(t, "sharina", { width: 360 });
  await phone.addInitScript(() => {
    // Three hours ahead.
    const real = Date.now;
    Date.now = () => real() + 3 * 3600 * 1000;
    addEventListener("rung", () => (globalThis.rang = (globalThis.rang ?? 0) + 1));
  });
  await visit(phone, room);
  await phone.getByText("nog 6 minuten").waitFor();
  await judith.locator(".steer-more > summary").click();
  await judith.getByRole("button", { name: "Zet de tijd stil" }).click();
  await phone.getByText("De tijd staat stil").waitFor();
  await judith.getByRole("button", { name: "Laat de tijd weer lopen" }).click();
  await judith.getByRole("button", { name: "Twee minuten erbij" }).click();
  await phone.getByText("nog 8 minuten").waitFor();
  await judith.getByText("nog 8 minuten").waitFor();
  // What the stream says when two seconds are left; the real one is let go, as it would say eight minutes again.
  const said = { seconds: 2, minutes: 8, paused: false, reveals: false, stage: "start.hidden.open.presents" };
  const runOut = (page) =>
    page.evaluate((detail) => {
      dispatchEvent(new Event("pagehide"));
      dispatchEvent(new CustomEvent("present", { detail }));
    }, said);
  await runOut(phone);
  await phone.locator(".timer-over").waitFor();
  await phone.getByText("De tijd voor deze stap is om").waitFor();
  assert.equal(await phone.evaluate(() => globalThis.rang), 1, "it rings once");
  await shoot(phone, "timer-over-phone", { widths: [360] });

  await rings(judith, runOut);
  const screen = await judith.context().newPage();
  await visit(screen, `${room}/screen`);
  await rings(screen, runOut);
  await shoot(screen, "timer-over-screen", { widths: [1920], fullPage: false });
});

/** Lets the time run out twice: before somebody asked for sound, and after. */
async function rings(page, runOut) {
  await page.evaluate(listen);
  await runOut(page);
  await page.locator(".timer-over").waitFor();
  assert.equal(await page.evaluate(() => globalThis.heard), 0, "nobody who didn't ask hears a thing");
  await page.locator("[data-timer-sound]").click();
  assert.equal(await page.locator("[data-timer-sound]").getAttribute("aria-pressed"), "true");
  await runOut(page);
  await eventually(page, () => globalThis.heard > 0.05);
}

/** Puts a meter before the loudspeaker: how loud it ever was stands in `heard`. */
function listen() {
  globalThis.heard = 0;
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to === this.context.destination) {
      const meter = this.context.createAnalyser();
      const wave = new Float32Array(meter.fftSize);
      connect.call(this, meter);
      setInterval(() => {
        meter.getFloatTimeDomainData(wave);
        globalThis.heard = Math.max(globalThis.heard, ...wave.map(Math.abs));
      }, 20);
    }
    return connect.call(this, to, ...rest);
  };
}
