// Every method that comes with the product, played from opening to close by four people: whatever the step shows is done, what
// was hidden is shown, and the record has what was said. Generic: it knows no method, it reads the page.
// Sharina brings in, on a phone; Judith takes the lead; Youssef and Tomasz are at the table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axe, shoot } from "./looks.mjs";
import { heading, sent, served } from "./people.mjs";

const place = useHouse("demo");
const LOOK = { widths: [360, 1280], schemes: ["light"] };
const CASE_METHODS = ["omgangsoverleg", "omgangsoverleg-45", "even-kort", "incidentmethode", "perspectievenronde", "balint", "moreel-beraad", "collegiale-consultatie"];
/** Methods in which everybody reads everything at once. */
const HIDE_NOTHING = ["even-kort", "collegiale-consultatie"];
const TEAM_METHODS = ["deugden-benoemen", "terugblik", "observatie-in-tweetallen", "kijkraam-presentie", "patroon-bespreken"];

test("the product's methods are these", async (t) => {
  const judith = await entered(t, "judith");
  const url = await methodsOf(judith);
  const all = await judith.locator(".items a[href*='/methods/']").evaluateAll((links) => links.map((link) => link.href.split("/").at(-1)));
  assert.deepEqual([...all].sort(), [...CASE_METHODS, ...TEAM_METHODS].sort(), "a method that ships is played below");
  for (const key of all) {
    await visit(judith, `${url}/${key}`);
    await axe(judith);
    await visit(judith, `${url}/${key}/sheets`);
    await axe(judith);
  }
});

for (const key of CASE_METHODS) test(`${key}, from opening to close`, (t) => played(t, key, begunWithCase));
for (const key of TEAM_METHODS) test(`${key}, from opening to close`, (t) => played(t, key, begunByTeam));

async function played(t, key, begun) {
  const [sharina, judith, youssef, tomasz] = await Promise.all([
    // Her page asks who is at the door until it hears that somebody else leads.
    entered(t, "sharina", { width: 360, mayComplain: /404.*\/requests\)/ }),
    ...["judith", "youssef", "tomasz"].map((name) => entered(t, name)),
  ]);
  const others = [judith, youssef, tomasz];
  const room = await begun(sharina, key);
  for (const page of others) await visit(page, room);
  await judith.locator(".take > summary").click();
  await sent(judith, judith.getByRole("button", { name: "Ik leid het gesprek verder" }));
  await judith.getByText(/^Judith.* nam om \d\d:\d\d de leiding over van Sharina/).waitFor();
  const told = [];
  /** How often words were looked for where they must not be yet. */
  let looked = 0;
  for (let number = 1; number <= 16; number++) {
    const step = await judith.locator("h1").innerText();
    for (const page of [sharina, youssef, tomasz]) {
      // Nobody types now, so each page follows by itself.
      await heading(page, step);
      assert.ok((await page.locator("main > .tool, main .tool").count()) <= 4, "two in sight, the rest behind one Meer");
    }
    for (const [who, page] of [sharina, judith, youssef, tomasz].entries()) told.push(...(await act(page, `${key} ${number} ${who}`)));
    await axe(sharina);
    await axe(judith);
    await shoot(judith, `method-${key}-${number}`, { widths: [1280], schemes: ["light"] });
    await shoot(sharina, `method-${key}-${number}-phone`, { widths: [360], schemes: ["light"] });
    await visit(judith, room);
    const show = judith.locator(".steer > form[data-reveals=yes]:not([hidden]) button");
    if (await show.count()) {
      const here = told.filter((one) => one.hidden && one.number === number);
      for (const page of [youssef, tomasz]) for (const text of here.filter((one) => one.page !== page)) {
        looked += 1;
        assert.ok(!(await served(page)).includes(text.words), `${text.words} is hidden before it is shown`);
      }
      await sent(judith, show);
      await shoot(judith, `method-${key}-${number}-shown`, { widths: [1280], schemes: ["light"] });
    }
    if ((await judith.locator(".steer > form [name=verb][value=advance]").count()) === 0) break;
    await sent(judith, judith.locator(".steer > form [name=verb][value=advance]"));
  }
  const voices = new Set(told.map((one) => one.page));
  assert.ok(voices.size === 4, `${key}: each of the four laid something down, not ${voices.size}`);
  assert.equal(looked > 0, !HIDE_NOTHING.includes(key), `${key}: what is hidden was looked for ${looked} times`);
  await visit(judith, room);
  await judith.locator(".steer > details.confirm > summary").click();
  await sent(judith, judith.locator(".steer > details.confirm").getByRole("button", { name: "Ja, sluit het gesprek" }));
  await heading(judith, "Dit gesprek is gesloten");
  await axe(judith);
  await shoot(judith, `method-${key}-closed`, LOOK);
  const end = await served(judith);
  const lost = told.filter((one) => !end.includes(one.words));
  assert.deepEqual(lost.map((one) => one.words), [], "everything that was laid down lies there at the end");
  // Her phone hears of the end by itself; until then it may be on its way.
  await heading(sharina, "Dit gesprek is gesloten");
  await visit(sharina, "/o/maaskant/records");
  await sharina.locator("main a[href*='/records/']").first().click();
  const kinds = new Set(told.map((one) => one.kind));
  if (kinds.has("decision")) await sharina.getByText(new RegExp(told.find((one) => one.kind === "decision").words)).first().waitFor();
}

/** Opens a browser in which somebody is signed in; they sign in once, since a door counts how often one knocks. */
const cookies = new Map();
async function entered(t, name, options) {
  if (!cookies.has(name)) {
    const page = await place.signIn(t, name, options);
    cookies.set(name, await page.context().cookies());
    return page;
  }
  const page = await place.open(t, options);
  await page.context().addCookies(cookies.get(name));
  return page;
}

/** Does whatever the step asks of this person; returns what they laid down. */
async function act(page, mark) {
  const told = [];
  const [, number] = /^\S+ (\d+)/.exec(mark);
  if (await page.locator("#place").count()) {
    for (const line of await page.locator("#place fieldset").all()) await line.locator("[type=radio]").nth(2).check({ force: true });
    await sent(page, page.locator("#place button[type=submit], button[form=place]").first());
  }
  if (await page.locator("#write").count()) {
    const hidden = await page.locator("#write .ready-row, .ready-row").count();
    for (const field of await page.locator("#write textarea[name^=text-]").all()) {
      const kind = (await field.getAttribute("name")).slice(5);
      const words = `Woord van ${mark} bij ${kind}.`;
      await field.fill(words);
      told.push({ words, kind, number: Number(number), hidden: hidden > 0, page });
    }
    await sent(page, page.getByRole("button", { name: /^Leg (klaar|op tafel)/ }).first());
  }
  if (await page.locator("#groups [name=card]").count()) {
    const boxes = page.locator("#groups [name=card]");
    for (const at of [0, 1]) await boxes.nth(at).check();
    await page.locator("#groups [name=name]").fill("Dit hoort bij elkaar");
    await page.locator("#groups [name=verb][value=put]").click();
    await page.locator(".pile-name", { hasText: "Dit hoort bij elkaar" }).first().waitFor();
  }
  if (await page.locator("#votes [name=subject]").count()) {
    await page.locator("#votes [name=subject]").first().check();
    await sent(page, page.getByRole("button", { name: "Bewaar mijn keuze" }));
  }
  const spoken = page.locator(".tool button:visible", { hasText: "Ik ben geweest" });
  if (await spoken.count()) {
    await spoken.click();
    await page.getByText("Je bent geweest.").waitFor();
  }
  return told;
}

async function begunWithCase(page, key) {
  await visit(page, "/o/maaskant/conversations/new");
  await page.locator("[name=title]").fill(`Een deur op een kier, ${key}`);
  await page.locator("[name=question]").fill("Wanneer help ik?");
  const north = page.getByRole("radio", { name: "Team Noord" });
  if (await north.count()) await north.check();
  await page.locator("details.more > summary").click();
  await page.locator("[name=method]").selectOption(key);
  await sent(page, page.locator("main form button.button-primary"));
  await page.waitForURL(/\/deliberations\/[^/?]+$/);
  return page.url();
}

async function begunByTeam(page, key) {
  await visit(page, `${await methodsOf(page)}/${key}`);
  await page.getByRole("button", { name: "Begin dit gesprek met het team" }).click();
  await page.waitForURL(/\/deliberations\/[^/?]+$/);
  return page.url();
}

/** Opens the list of methods of the demo's first team. */
async function methodsOf(page) {
  await visit(page, "/o/maaskant/teams");
  await page.getByRole("link", { name: "Team Noord" }).first().click();
  await page.getByRole("link", { name: "Werkvormen" }).click();
  await heading(page, "Werkvormen");
  return page.url();
}
