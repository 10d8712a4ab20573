// The whole story: a case is written, four people talk it through, and what is left of it helps a colleague who was elsewhere.
// Sharina brings the case in, Emine leads, Dirk joins by the code without signing in, Tomasz takes notes and reads the copy.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axe, shoot } from "./looks.mjs";

const NAME = "Wiersinga";
const PHONE = "06-39241877";
const TITLE = "De kanaries van de buurvrouw";
const STORY = `Op 14 maart belde mevrouw ${NAME} mij vanaf ${PHONE}. Haar kanaries zaten al dagen zonder water, zei zij.

Ik ben meteen gegaan. Zij deed open op een kier en vroeg of ik de vogels wilde meenemen. Ik heb nee gezegd en ben toch blijven zitten.`;
const QUESTION = "Wanneer help ik, en wanneer neem ik iets over?";
const ROOM = /\/deliberations\/[^/?]+$/;
const LAPTOP = { widths: [1280], schemes: ["light"] };
const ON_PHONE = { widths: [360], schemes: ["light"] };
const ON_WALL = { widths: [1920], schemes: ["light"], fullPage: false };
const BOTH = { widths: [1280, 360], schemes: ["light"] };

const place = useHouse("demo");

test("a case is talked through, and found again by a colleague", async (t) => {
  const story = new Story(t);
  await story.peopleComeIn();
  await story.presenterWritesCase();
  await story.meetingIsPlanned();
  await story.othersJoin();
  await story.dotsArePlaced();
  await story.quietWritingIsRevealed();
  await story.openStepsAreWritten();
  await story.conversationCloses();
  await story.presenterApprovesRecord();
  await story.copyIsRedacted();
  await story.secondReaderConfirms();
  await story.colleagueFindsIt();
  await story.managerSeesNothing();
  if (process.env.OMGANG_SCREENSHOTS === "docs") await story.otherPictures();
});

class Story {
  constructor(t) {
    this.t = t;
  }

  async peopleComeIn() {
    [this.sharina, this.emine, this.dirk, this.tomasz] = await Promise.all([
      place.signIn(this.t, "sharina"),
      place.signIn(this.t, "emine"),
      place.open(this.t, { width: 360 }),
      place.signIn(this.t, "tomasz", { width: 360 }),
    ]);
    this.everybody = [this.sharina, this.emine, this.dirk, this.tomasz];
  }

  async presenterWritesCase() {
    const page = this.sharina;
    await visit(page, "/o/maaskant/cases");
    await page.getByRole("link", { name: "Schrijf een casus op voor Team Haven" }).click();
    await page.locator("[name=story]").fill(STORY);
    await page.locator("[name=learning_question]").fill(QUESTION);
    await page.locator("[name=title]").fill(TITLE);
    await page.locator("[name=virtues]").nth(0).check();
    await page.locator("[name=virtues]").nth(1).check();
    await shoot(page, "story-01-case", LAPTOP);
    await page.getByRole("button", { name: "Bewaar" }).click();
    await page.getByRole("button", { name: "Zet klaar om in te brengen" }).click();
    await page.getByRole("link", { name: "Kies een bijeenkomst" }).waitFor();
    await shoot(page, "story-01-ready", LAPTOP);
  }

  async meetingIsPlanned() {
    const page = this.emine;
    await page.getByRole("link", { name: "Team Haven" }).first().click();
    await page.locator("main a[href$='/meetings']").first().click();
    await page.getByRole("link", { name: "Plan een bijeenkomst" }).click();
    await page.locator("[name=date]").fill(today());
    await page.getByRole("button", { name: "Plan", exact: true }).click();
    await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
    await this.sharina.goto(page.url());
    await this.sharina.getByRole("radio", { name: TITLE }).check();
    await this.sharina.getByRole("button", { name: "Breng deze casus in" }).click();
    await this.sharina.getByText("Jij brengt hem in.").waitFor();
    await page.reload();
    const before = await page.content();
    assert.ok(before.includes(TITLE) && !before.includes(NAME), "before the conversation the team sees the title only");
    await shoot(page, "story-02-meeting", LAPTOP);
    // The agenda has three quarters of an hour; they take the whole form.
    await page.locator("[name=method]").selectOption("omgangsoverleg");
    await page.getByRole("button", { name: "Open het gesprek" }).click();
    await page.waitForURL(ROOM);
    this.room = page.url();
  }

  async othersJoin() {
    await visit(this.emine, `${this.room}/invite`);
    const code = (await this.emine.locator(".invite-code").innerText()).trim();
    await visit(this.emine, this.room);
    await visit(this.dirk, "/join");
    await axe(this.dirk);
    await this.dirk.getByLabel("De code").fill(code);
    await this.dirk.getByRole("button", { name: "Verder" }).click();
    await axe(this.dirk);
    await shoot(this.dirk, "story-03-join", ON_PHONE);
    await this.dirk.getByRole("button", { name: "Dirk Wagenaar" }).click();
    await this.dirk.locator("[data-wait]").waitFor();
    await axe(this.dirk);
    // The room hears of it by itself.
    const yes = this.emine.getByRole("button", { name: "Laat binnen: Dirk Wagenaar" });
    await yes.waitFor();
    await shoot(this.emine, "story-03-door", LAPTOP);
    await yes.click();
    await this.dirk.waitForURL(this.room);
    for (const page of [this.sharina, this.tomasz]) {
      await visit(page, this.room);
      await heading(page, "Beginnen");
    }
  }

  async dotsArePlaced() {
    const [dirk, emine] = [this.dirk, this.emine];
    await shoot(dirk, "story-04-room", { ...ON_PHONE, docs: "room-phone" });
    await axe(dirk);
    await putDots(this.sharina, [17, 83]);
    await putDots(dirk, [33, 67]);
    await putDots(emine, [83, 50]);
    // Tomasz sits beside the laptop, which is passed to him.
    await emine.getByRole("link", { name: "Geef hem rond" }).click();
    await putDots(emine, [100, 50]);
    await emine.getByRole("link", { name: "Iedereen is geweest" }).click();
    for (const page of this.everybody) assert.ok(!(await served(page)).includes("axis-dots"), "no dot is in anybody's page before the reveal");
    await shoot(emine, "story-04-placed", LAPTOP);
    await emine.getByRole("button", { name: "Laat het samen zien" }).click();
    await this.everybodySees(".axis-dots");
    assert.equal(await dirk.locator(".axis-dots").first().locator(".dot").count(), 4);
    await shoot(emine, "story-04-reveal", { ...LAPTOP, docs: "reveal" });
    await shoot(dirk, "story-04-reveal", ON_PHONE);
    await axe(emine);
    await axe(dirk);
    this.screen = await emine.context().newPage();
    await visit(this.screen, `${this.room}/screen`);
    await this.screen.locator(".axis-dots").first().waitFor();
    await shoot(this.screen, "story-04-screen", { ...ON_WALL, docs: "screen" });
    await axe(this.screen);
  }

  async quietWritingIsRevealed() {
    await this.advance("Verkennen");
    const [mine, theirs] = ["De kooi stond op de gang, met de deur open.", "Ik denk dat zij niet alleen wilde zijn."];
    await write(this.dirk, "observation", mine);
    await write(this.tomasz, "interpretation", theirs);
    await shoot(this.tomasz, "story-05-quiet", ON_PHONE);
    await this.emine.getByText("2 mensen hebben iets klaarliggen").first().waitFor();
    for (const page of [this.sharina, this.emine, this.tomasz]) assert.ok(!(await served(page)).includes(mine), "quiet writing stays hidden");
    assert.ok(!(await served(this.dirk)).includes(theirs), "quiet writing stays hidden");
    assert.ok(!(await this.screen.content()).includes(mine));
    await this.emine.getByRole("button", { name: "Laat het samen zien" }).click();
    for (const words of [mine, theirs]) {
      for (const page of [...this.everybody, this.screen]) await onTable(page, words);
    }
    await shoot(this.dirk, "story-05-revealed", ON_PHONE);
    await shoot(this.emine, "story-05-revealed", LAPTOP);
    await shoot(this.screen, "story-05-screen", ON_WALL);
    await axe(this.dirk);
    await axe(this.screen);
  }

  async openStepsAreWritten() {
    await this.emine.locator("details.roles > summary").click();
    await this.emine.getByLabel("Aan wie").selectOption({ label: "Tomasz Kowalczyk" });
    await this.emine.getByRole("button", { name: "Laat verslag leggen" }).click();
    const scribe = this.tomasz;
    await this.advance("Onderzoeken");
    await write(scribe, "client_view", "Als iemand de vogels meeneemt, is het huis stil.");
    await write(scribe, "option", "Samen de kooi schoonmaken.");
    await onTable(this.sharina, "Samen de kooi schoonmaken.");
    await this.advance("Besluiten");
    await write(scribe, "decision", "Ik ga maandag terug en neem voer mee.");
    await scribe.locator("[name=who]").fill("Sharina");
    await scribe.locator("[name=due]").fill("maandag");
    await write(scribe, "action", "Voer kopen op de markt in Rotterdam.");
    await onTable(this.sharina, "Voer kopen op de markt in Rotterdam.");
    await shoot(this.sharina, "story-06-decide", LAPTOP);
    await shoot(scribe, "story-06-decide", ON_PHONE);
    await this.advance("Leren");
    await scribe.getByLabel("Voor wie geldt deze les?").selectOption("team");
    await write(scribe, "lesson", "Blijven zitten is ook helpen.");
    await onTable(this.sharina, "Blijven zitten is ook helpen.");
    await axe(scribe);
  }

  async conversationCloses() {
    await this.advance("Afronden");
    await putDots(this.sharina, [33, 67]);
    await putDots(this.dirk, [50, 50]);
    await putDots(this.emine, [50, 50]);
    await putDots(this.tomasz, [67, 50]);
    await this.emine.getByRole("button", { name: "Laat het samen zien" }).click();
    await this.everybodySees(".axis-two");
    const presenter = this.sharina;
    await presenter.getByRole("radio", { name: "Voor een deel" }).check();
    await presenter.locator("[name=note]").fill("Ik weet nu wat ik maandag doe.");
    await presenter.getByRole("button", { name: "Bewaar het antwoord" }).click();
    await presenter.getByText("Het antwoord is bewaard.").waitFor();
    await this.dirk.locator("#recognise > summary").click();
    await this.dirk.locator("[name=tension]").first().check();
    await this.dirk.getByRole("button", { name: "Bewaar mijn keuze" }).click();
    await this.dirk.getByText("Je keuze is bewaard.").waitFor();
    await shoot(this.dirk, "story-07-close", ON_PHONE);
    await shoot(presenter, "story-07-close", LAPTOP);
    await shoot(this.screen, "story-07-screen", ON_WALL);
    await axe(presenter);
    await this.emine.locator(".steer > details.confirm > summary").click();
    await this.emine.locator(".steer > details.confirm").getByRole("button", { name: "Ja, sluit het gesprek" }).click();
    await heading(this.emine, "Dit gesprek is gesloten");
    await heading(presenter, "Dit gesprek is gesloten");
    await shoot(presenter, "story-07-closed", LAPTOP);
    // His phone joined by code: the conversation lets it go, kindly, and what he recognised stays his.
    await heading(this.dirk, "Dank je dat je erbij was");
    await this.dirk.locator("details.recognise > summary").click();
    await this.dirk.locator("[name=tension]:checked").waitFor();
    await shoot(this.dirk, "story-07-closed", ON_PHONE);
    await axe(this.dirk);
    await this.dirk.getByRole("button", { name: "Ik ben klaar" }).click();
    await heading(this.dirk, "Dank je dat je erbij was");
    assert.equal(await this.dirk.locator("[name=tension]").count(), 0);
    await this.screen.close();
  }

  async presenterApprovesRecord() {
    const page = this.sharina;
    await visit(page, "/o/maaskant/records");
    await page.getByRole("link", { name: TITLE }).first().click();
    await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    await shoot(page, "story-08-record", LAPTOP);
    await axe(page);
    await page.getByRole("link", { name: "Bewerk het verslag" }).click();
    const situation = page.locator("[name=situation]");
    assert.ok((await situation.inputValue()).includes(NAME), "the presenter's record has the story as it was told");
    await situation.fill(`${await situation.inputValue()}\n\nDe kanaries hebben weer water.`);
    await page.getByRole("button", { name: "Bewaar het verslag" }).click();
    await page.getByText("De kanaries hebben weer water.").waitFor();
    await page.getByRole("button", { name: "Keur het verslag goed" }).click();
    await page.getByText("Het verslag is goedgekeurd").waitFor();
    await shoot(page, "story-08-approved", LAPTOP);
  }

  async copyIsRedacted() {
    const page = this.sharina;
    await page.getByRole("button", { name: "Maak een gedeelde versie" }).click();
    await page.getByRole("heading", { level: 1, name: "Gedeelde versie" }).waitFor();
    await shoot(page, "story-09-redaction", { ...BOTH, fullPage: false, docs: "redaction" });
    await axe(page);
    const found = await page.locator(".finding-row strong").allInnerTexts();
    assert.ok(found.some((term) => term.includes(NAME)), `the name is found among ${found.join(", ")}`);
    assert.ok(found.some((term) => term.includes(PHONE)), `the number is found among ${found.join(", ")}`);
    assert.ok(found.includes("Rotterdam"), `the town is found among ${found.join(", ")}`);
    await handled(page, found.length);
    await page.getByText("Eén woord dat je liet staan").waitFor();
    await page.getByLabel("Wie leest mee?").selectOption({ label: "Tomasz Kowalczyk" });
    await shoot(page, "story-09-hand-over", LAPTOP);
    await page.getByRole("button", { name: "Leg voor aan je collega" }).click();
    await page.getByRole("link", { name: "Sla over" }).click();
    await page.getByText("Tomasz Kowalczyk leest deze versie").waitFor();
  }

  async secondReaderConfirms() {
    const page = this.tomasz;
    await visit(page, "/o/maaskant");
    await page.locator("main a[href*='/shared-copies/']").filter({ hasText: /kanaries/ }).click();
    await page.getByRole("heading", { level: 1, name: "Lees mee voor een collega" }).waitFor();
    await shoot(page, "story-10-review", BOTH);
    await axe(page);
    clean(await page.content());
    await page.getByRole("radio", { name: "Nee, ik herken niemand" }).check();
    await page.getByRole("button", { name: "Geef dit antwoord" }).click();
    await page.getByText("staat nu in de kennisbank").waitFor();
  }

  async colleagueFindsIt() {
    // Dirk's phone had a login for the conversation only; on his own he signs in.
    const page = await place.signIn(this.t, "dirk");
    const hit = page.locator(".found-list .items > *").filter({ hasText: TITLE });
    // The story says "meenemen" and "meeneemt". The index follows the outbox, a moment behind.
    for (let asked = 0; asked < 50 && (await hit.count()) === 0; asked++) {
      await visit(page, "/o/maaskant/library");
      await page.getByRole("searchbox").fill("meegenomen");
      await page.getByRole("search").getByRole("button").click();
      await page.locator(".found-list").waitFor();
    }
    assert.match(await hit.locator("mark").first().innerText(), /meenemen|meeneemt/i);
    await shoot(page, "story-11-library", { ...BOTH, docs: "library" });
    await axe(page);
    clean(await page.content());
    await hit.getByRole("link").first().click();
    await page.getByRole("heading", { level: 1, name: TITLE }).waitFor();
    clean(await page.content());
    assert.ok((await page.locator("article mark").count()) > 0, "the word that was asked for is marked in the story");
    await shoot(page, "story-11-found", LAPTOP);
  }

  async managerSeesNothing() {
    const page = await place.signIn(this.t, "farida");
    await visit(page, this.room, 404);
    await visit(page, `${this.room}/screen`, 404);
    const answer = await page.goto("/o/maaskant/library?q=meegenomen");
    assert.ok(!(await answer.text()).includes(TITLE), "a manager finds no story");
    await shoot(page, "story-12-manager", LAPTOP);
  }

  /** Pages that the story doesn't come along, for the docs. */
  async otherPictures() {
    const page = this.sharina;
    await visit(page, "/o/maaskant");
    await shoot(page, "story-13-start", { ...LAPTOP, docs: "start" });
    await visit(page, "/o/maaskant/handbook");
    await shoot(page, "story-13-handbook", { ...LAPTOP, docs: "handbook" });
    await page.goto("/o/maaskant");
    await page.getByRole("link", { name: "Team Haven" }).first().click();
    await page.locator("main a[href$='/framework']").first().click();
    await page.locator("h1").waitFor();
    await shoot(page, "story-13-framework", { ...LAPTOP, docs: "framework" });
  }

  async advance(name) {
    await this.emine.locator(".steer > form [name=verb][value=advance]").click();
    for (const page of this.everybody) await heading(page, name);
  }

  async everybodySees(selector) {
    for (const page of this.everybody) await page.locator(selector).first().waitFor();
  }
}

function today() {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date());
}

async function heading(page, name) {
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Waits until words lie on the table, for everybody to see. */
async function onTable(page, words) {
  await page.locator("[data-part=cards], [data-part=screen]").locator(".card-words").filter({ hasText: words }).waitFor();
}

/** Chooses a place on each line, and sends it. */
async function putDots(page, places) {
  const lines = page.locator("#place fieldset");
  assert.equal(await lines.count(), places.length);
  for (const [line, at] of places.entries()) await lines.nth(line).locator(`input[value="${at}"]`).check({ force: true });
  await sent(page, page.getByRole("button", { name: /Zet mijn stip|Verplaats mijn stip/ }));
}

/** Writes on a card of a kind, and puts it down. */
async function write(page, kind, words) {
  await page.locator(`[name=text-${kind}]`).fill(words);
  await sent(page, page.getByRole("button", { name: /^Leg (op tafel|klaar)/ }));
}

/** Presses a button and waits for the page that answers it. */
async function sent(page, button) {
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
}

/** Returns a page as the server gives it to this person now. */
async function served(page) {
  const answer = await page.context().request.get(page.url());
  assert.equal(answer.status(), 200);
  return answer.text();
}

/** Goes through what was found: a town that fits many may stay, the worker gets words of her own, for the rest the first proposal is taken. */
async function handled(page, atMost) {
  const rows = page.locator(".finding-row");
  for (let done = 0; done < atMost && (await rows.count()) > 0; done++) {
    const row = rows.first();
    const left = await rows.count();
    const term = await row.locator("strong").innerText();
    if (term === "Rotterdam") {
      await row.getByText("Laat dit staan").click();
      await row.getByRole("radio", { name: "Dit past op heel veel mensen" }).check();
      await sent(page, row.getByRole("button", { name: "Laat staan", exact: true }));
    } else if (term === "Sharina") {
      await row.getByLabel("Of in je eigen woorden").fill("ik");
      await sent(page, row.getByRole("button", { name: "Vervang", exact: true }));
    } else {
      await sent(page, row.locator(".proposals > button").first());
    }
    assert.ok((await rows.count()) < left, `${term} is dealt with`);
  }
  assert.equal(await rows.count(), 0);
}

/** What points to somebody is nowhere in a page. */
function clean(html) {
  for (const word of [NAME, PHONE, "14 maart"]) assert.ok(!html.includes(word), `${word} is not in the page`);
}
