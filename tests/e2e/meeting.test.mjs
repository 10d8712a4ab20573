// A whole meeting of ninety minutes in fast time: three pitch, the group votes, two cases are talked through, there is time to
// complain, a look back; and the next meeting asks what became of it. Judith leads, Sharina and Youssef bring in.
import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axe, axeEverywhere, shoot } from "./looks.mjs";

const OUT = join(new URL("./", import.meta.url).pathname, "out");
const FIRST = "De tuin van de overburen";
const SECOND = "Een sleutel te veel";
const THIRD = "De brief die bleef liggen";
const PROMISE = "Samen met hem het hek repareren";
const MEETING = /\/meetings\/[0-9a-f-]{36}$/;

const place = useHouse("demo");

test("a meeting with two cases, from pitch to what became of it", async (t) => {
  const [judith, sharina, youssef] = await Promise.all([
    place.signIn(t, "judith"),
    place.signIn(t, "sharina", { width: 360 }),
    place.signIn(t, "youssef", { width: 360 }),
  ]);
  const meeting = await planned(judith, day(0), { minutes: "90" });
  await pitched(sharina, meeting, FIRST);
  await shoot(sharina, "meeting-01-pitched");
  await axeEverywhere(sharina);
  await pitched(youssef, meeting, SECOND);
  await pitched(judith, meeting, THIRD);

  for (const [page, titles] of [[sharina, [SECOND, FIRST]], [youssef, [FIRST]], [judith, [FIRST, SECOND]]]) {
    await visit(page, meeting);
    assert.ok(!/\d stem/.test(await page.locator(".pitches").innerText()), "how many votes there are is still hidden");
    for (const title of titles) await page.getByLabel(title).check();
    await sent(page, page.getByRole("button", { name: "Stem", exact: true }));
    await page.getByText("Je stem telt mee.").waitFor();
  }
  await sent(judith, judith.getByRole("button", { name: "Toon de stemmen" }));
  assert.deepEqual(await judith.locator(".pitches .title").allInnerTexts(), [FIRST, SECOND, THIRD], "most votes first");
  for (const title of [FIRST, SECOND]) await judith.getByLabel(title).check();
  await sent(judith, judith.getByRole("button", { name: "Zet wat je aanvinkt op de agenda" }));
  await shoot(judith, "meeting-02-chosen");
  await axeEverywhere(judith);

  await visit(judith, `${meeting}/agenda`);
  await shoot(judith, "meeting-03-agenda");
  await axeEverywhere(judith);
  await visit(judith, meeting);
  await sent(judith, judith.getByRole("button", { name: "Begin de bijeenkomst" }));
  await onward(judith, "Wat werd ervan?");
  await onward(judith, "Casus 1");
  await shoot(judith, "meeting-04-now");
  await axeEverywhere(judith);
  await talkedThrough([judith, sharina, youssef], meeting, FIRST, PROMISE);
  await onward(judith, "Casus 2");
  await talkedThrough([judith, youssef, sharina], meeting, SECOND, "");
  await onward(judith, "Even klagen");
  assert.equal(await judith.locator(".meeting-now textarea, .meeting-now [type=text]").count(), 0, "there is nowhere to write it down");
  await onward(judith, "Terugkijken");
  await sent(judith, judith.getByRole("button", { name: "Sluit de bijeenkomst" }));
  await visit(sharina, meeting);
  await sharina.locator("[name=helped]").fill("Dat iedereen eerst schreef");
  await sharina.locator("[name=next_time]").fill("Eerder beginnen");
  await sent(sharina, sharina.getByRole("button", { name: "Zet het erbij" }));
  await visit(judith, meeting);
  await judith.getByText("Eerder beginnen").waitFor();
  await shoot(judith, "meeting-05-after");
  await axeEverywhere(judith);
  await shoot(sharina, "meeting-05-after-phone", { widths: [360], schemes: ["light"] });

  const next = await planned(judith, day(28), {});
  await judith.getByText(PROMISE).waitFor();
  await judith.locator(".meeting-became textarea").first().fill("Het hek staat. Hij verfde het zelf.");
  await shoot(judith, "meeting-06-became");
  await axeEverywhere(judith);
  await sent(judith, judith.locator(".meeting-became").getByRole("button", { name: "Bewaar" }).first());
  await visit(judith, next);
  await judith.getByText("Het hek staat. Hij verfde het zelf.").waitFor();
  const tomasz = await place.signIn(t, "tomasz");
  await visit(tomasz, "/o/maaskant");
  assert.ok(!(await tomasz.content()).includes(PROMISE), "who wasn't there doesn't see it");

  await visit(sharina, "/o/maaskant/proof");
  await sharina.getByText("inbrenger").first().waitFor();
  await axe(sharina);
  await shoot(sharina, "meeting-07-proof");
  await sharina.locator("details.more > summary").click();
  await sharina.locator("[name=register]").fill("Register van voorbeeld");
  await sharina.locator("[name=number]").fill("110012345");
  await sent(sharina, sharina.locator("details.more").getByRole("button", { name: "Bewaar" }));
  await sharina.getByRole("link", { name: /^Schrijf erbij/ }).last().click();
  await sharina.locator("[name=normative]").fill("Helpen is ook wachten tot iemand zelf begint.");
  await sharina.locator("[name=personal]").fill("Ik vul stiltes snel. Vandaag niet.");
  await shoot(sharina, "meeting-07-reflection", { widths: [360], schemes: ["light"] });
  await axe(sharina);
  await sent(sharina, sharina.getByRole("button", { name: "Bewaar" }));
  await keep(sharina, "/o/maaskant/proof/pdf", "proof.pdf", "%PDF-");
  await keep(sharina, "/o/maaskant/proof/hours", "hours.csv", "\uFEFFdatum;uren");
  await visit(judith, "/o/maaskant/promises");
  await shoot(judith, "meeting-08-promises");
  await axe(judith);
});

test("a series is planned, told by mail in the demo's folder, and put in a calendar", async (t) => {
  const judith = await place.signIn(t, "judith");
  await visit(judith, "/o/maaskant/teams");
  await judith.getByRole("link", { name: "Team Noord" }).click();
  await judith.locator("main a[href$='/meetings']").first().click();
  await judith.getByRole("link", { name: "Plan een reeks" }).first().click();
  await judith.locator("[name=date]").fill(day(14));
  await judith.locator("[name=meetings]").fill("6");
  await judith.locator("[name=place]").fill("Buurthuis De Kade, zaal 2");
  await shoot(judith, "series-01-new");
  await axeEverywhere(judith);
  await sent(judith, judith.getByRole("button", { name: "Plan de reeks" }));
  await judith.getByText("De bijeenkomsten staan er.").waitFor();
  await shoot(judith, "series-02-list");
  await axeEverywhere(judith);
  await judith.getByRole("link", { name: "Elke maand" }).click();
  await shoot(judith, "series-03-show");
  await axe(judith);

  const series = judith.url();
  // The letters' job looks every quarter of a minute.
  for (let tries = 0; ; tries++) {
    await visit(judith, "/demo/mails");
    if ((await judith.content()).includes("De bijeenkomsten van Team Noord")) break;
    assert.ok(tries < 60, "the mail lies in the folder within a minute");
    await judith.waitForTimeout(1000);
  }
  await shoot(judith, "series-05-mails", { widths: [1280], schemes: ["light"] });
  await axe(judith);
  const [stop] = (await judith.content()).match(/\/mail\/[0-9a-f-]+\/invitations\/[0-9a-f]+/);

  // From the third meeting on they meet in the morning.
  await visit(judith, series);
  await judith.locator("main .items a[href*='/meetings/']").nth(2).click();
  await judith.getByRole("link", { name: "Verander" }).first().click();
  await judith.locator("[name=starts]").fill("09:30");
  await judith.getByRole("radio", { name: "Deze en alle latere van de reeks" }).check();
  await judith.locator("[name=rhythm]").selectOption("four_weekly");
  await shoot(judith, "series-06-change");
  await axeEverywhere(judith);
  await sent(judith, judith.getByRole("button", { name: "Bewaar" }));
  await judith.getByText("De reeks is veranderd, vanaf deze bijeenkomst.").waitFor();

  await visit(judith, "/account");
  await axe(judith);
  await shoot(judith, "series-04-account", { widths: [360, 1280], schemes: ["light"] });
  await sent(judith, judith.getByRole("button", { name: "Maak een geheim adres" }));
  const address = await judith.locator("#f-link").inputValue();
  const feed = await judith.context().request.get(address);
  assert.equal(feed.headers()["content-type"], "text/calendar; charset=utf-8");
  assert.equal((await feed.text()).match(/LOCATION:Buurthuis De Kade/g).length, 6);
  const nobody = await place.open(t, { width: 360 });
  await visit(nobody, stop);
  await shoot(nobody, "series-07-stop");
  await axeEverywhere(nobody);
  await sent(nobody, nobody.getByRole("button", { name: "Zet deze mail uit" }));
  await nobody.getByText("Het staat uit.").waitFor();
  await shoot(nobody, "series-08-stopped", { widths: [360], schemes: ["light"] });
  await axe(nobody);
});

async function planned(page, date, more) {
  await visit(page, "/o/maaskant/teams");
  await page.getByRole("link", { name: "Team Noord" }).click();
  await page.locator("main a[href$='/meetings']").first().click();
  await page.getByRole("link", { name: "Plan een bijeenkomst" }).click();
  await page.locator("[name=date]").fill(date);
  if (more.minutes) {
    await page.locator("details.more > summary").click();
    await page.locator("[name=minutes]").fill(more.minutes);
  }
  await sent(page, page.getByRole("button", { name: "Plan", exact: true }));
  await page.waitForURL(MEETING);
  return new URL(page.url()).pathname;
}

async function pitched(page, meeting, title) {
  await visit(page, meeting);
  await page.getByRole("link", { name: "Breng iets in" }).click();
  await page.locator("[name=title]").fill(title);
  await page.locator("[name=what]").fill("Het gaat al weken over hetzelfde.");
  await page.locator("[name=question]").fill("Waar begint mijn werk, en waar houdt het op?");
  await sent(page, page.getByRole("button", { name: "Breng het in" }));
  await page.getByText("Je inbreng staat erbij.").waitFor();
}

async function onward(page, part) {
  await sent(page, page.getByRole("button", { name: `Verder met: ${part}` }));
  await page.locator(".meeting-now h2").filter({ hasText: part }).waitFor();
}

/** Opens the conversation in the form that suits its time, walks every step with all three writing, and closes. */
async function talkedThrough([judith, presenter, colleague], meeting, title, promise) {
  await judith.locator(".meeting-case").filter({ hasText: title }).waitFor();
  assert.match(await judith.locator("[name=method] option").first().innerText(), /drie kwartier/, "two cases in ninety minutes");
  await sent(judith, judith.getByRole("button", { name: "Open het gesprek" }));
  await judith.waitForURL(/\/deliberations\/[^/?]+$/);
  await judith.locator(".room-back").getByText("bijeenkomst tot").waitFor();
  const room = new URL(judith.url()).pathname;
  for (const page of [presenter, colleague]) await visit(page, room);
  const advance = judith.locator(".steer > form [name=verb][value=advance]");
  const told = [];
  for (;;) {
    const step = await judith.locator("h1").innerText();
    for (const page of [judith, presenter, colleague]) {
      await page.getByRole("heading", { level: 1, name: step }).waitFor();
      told.push(...(await wrote(page, `Woord ${told.length} bij ${step} over ${title}`)));
    }
    if (promise && (await judith.locator("[name=text-action]").count())) {
      await judith.locator("[name=text-action]").fill(promise);
      await judith.locator("[name=who]").fill("Sharina");
      await judith.locator("[name=due]").fill(day(20));
      await sent(judith, judith.getByRole("button", { name: /^Leg op tafel/ }));
    }
    const reveal = judith.locator(".steer > form[data-reveals=yes]:not([hidden]) button");
    if (await reveal.count()) await sent(judith, reveal);
    if ((await advance.count()) === 0) break;
    await sent(judith, advance);
  }
  assert.ok(told.length >= 12, `all three wrote in each of the four phases, not ${told.length} times`);
  await judith.locator(".steer > details.confirm > summary").click();
  await sent(judith, judith.locator(".steer > details.confirm").getByRole("button", { name: "Ja, sluit het gesprek" }));
  const end = await judith.content();
  assert.deepEqual(told.filter((words) => !end.includes(words)), [], "what was laid down lies there at the end");
  if (promise) {
    await judith.getByRole("link", { name: "Wat we afspraken" }).click();
    await judith.getByText(promise).first().waitFor();
    await shoot(judith, "meeting-04-promises");
    await axeEverywhere(judith);
  }
  await visit(judith, meeting);
}

/** Lays something down where the step asks for words, and a dot where it asks for one. */
async function wrote(page, words) {
  const place = page.locator("#place fieldset");
  for (const line of await place.all()) await line.locator("[type=radio]").nth(3).check({ force: true });
  if (await place.count()) await sent(page, page.locator("#place button[type=submit], button[form=place]").first());
  const field = page.locator("#write textarea[name^=text-]").first();
  if ((await field.count()) === 0) return [];
  await field.fill(words);
  await sent(page, page.getByRole("button", { name: /^Leg (klaar|op tafel)/ }).first());
  return [words];
}

/** Downloads a file to look at it, and checks how it begins. */
async function keep(page, path, name, begins) {
  const answer = await page.context().request.get(path);
  assert.equal(answer.status(), 200);
  const file = await answer.body();
  assert.ok(file.subarray(0, 40).toString("utf8").startsWith(begins), `${path} begins with ${begins}`);
  await mkdir(OUT, { recursive: true });
  await writeFile(join(OUT, name), file);
}

/** Returns a day from now on as a date field holds it. */
function day(ahead) {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date(Date.now() + ahead * 86_400_000));
}

/** Presses a button and waits for the page that answers it. */
async function sent(page, button) {
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
}
