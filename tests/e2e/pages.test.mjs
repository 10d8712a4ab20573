// Walks through the demo as each of its people, along every link: no link is dead, and every kind of page is accessible
// for everybody who meets it, on a phone and a desk, light and dark.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axe, axeEverywhere, fits, shoot } from "./looks.mjs";

const PEOPLE = ["judith", "sharina", "youssef", "lotte", "tomasz", "emine", "dirk", "farida", "marijke"];
// Of one kind (a case, say) each person opens this many.
const OF_A_KIND = 2;
// What somebody in this demo must come across; so that a walk that ends early doesn't pass.
const MUST_MEET = ["/o/*", "/o/*/cases", "/o/*/cases/*", "/o/*/library", "/o/*/library/*", "/o/*/handbook/*"];
// A guard against a site without end.
const MOST_PAGES = 300;
// Addresses that answer with a file.
const FILE = /\/library(\/[^/]+)?\/export|\/library\/[^/]+\/paper|\/proof\/(pdf|hours)|\/meetings\/[^/]+\/calendar|\/insight\/(report|csv)|\/signals\/[^/]+\/letter/;

const place = useHouse("demo");
// What each kind of page that somebody met was built of.
const kinds = new Map();

for (const name of PEOPLE) {
  test(`${name} can open every page that a link leads to`, async (t) => {
    const page = await place.signIn(t, name, { width: 360 });
    const queue = [new URL(page.url()).pathname, "/account"];
    const known = new Set(queue);
    const met = new Map();
    const problems = [];
    let opened = 0;
    while (queue.length > 0) {
      const address = queue.shift();
      const kind = kindOf(address);
      const times = met.get(kind) ?? 0;
      if (times >= OF_A_KIND) continue;
      met.set(kind, times + 1);
      assert.ok(++opened < MOST_PAGES, `the walk ends; it is at ${address}`);
      // The walk goes on, so that one run tells all that is wrong.
      const looked = FILE.test(address) ? download(page, address) : visit(page, address).then(() => look(page, kind));
      await looked.catch((error) => problems.push(error.message));
      for (const next of await links(page)) {
        if (!known.has(next)) known.add(next) && queue.push(next);
      }
    }
    assert.equal(problems.length, 0, problems.join("\n"));
  });
}

test("somebody met each kind of page", () => {
  assert.deepEqual(MUST_MEET.filter((kind) => !kinds.has(kind)), []);
});

/** Looks closely at a kind that nobody met before, and at one that is built of something more for this person. */
async function look(page, kind) {
  const parts = await partsOf(page);
  const known = kinds.get(kind);
  kinds.set(kind, new Set([...(known ?? []), ...parts]));
  if (known) {
    // Another person's words can be longer, also where nothing else is new.
    await (parts.some((part) => !known.has(part)) ? axe(page) : fits(page));
    return;
  }
  await axeEverywhere(page);
  await shoot(page, `page${kind.replaceAll(/[^a-z-]+/g, "_")}`);
}

/** Lists what a page is built of: each element as the style sheets and axe tell it from others. */
function partsOf(page) {
  return page.evaluate(() => {
    const named = (one) => [one.localName, one.className, one.getAttribute("role"), one.getAttribute("type"), one.disabled].join(".");
    return [...new Set([...document.body.querySelectorAll("*")].map((one) => `${named(one.parentElement)} > ${named(one)}`))];
  });
}

/** Asks for a file as a link does: it has to be there, and to be kept as a file. */
async function download(page, address) {
  const answer = await page.context().request.get(address);
  assert.equal(answer.status(), 200, `${address} answers ${answer.status()}`);
  assert.match(answer.headers()["content-disposition"] ?? "", /^attachment/, `${address} is a file`);
}

/** Addresses on this site that the page links to, without their anchors. */
async function links(page) {
  const hrefs = await page.locator("a[href]").evaluateAll((all) => all.map((link) => link.href));
  const home = new URL(page.url()).origin;
  const here = hrefs.map((href) => new URL(href)).filter(({ origin }) => origin === home);
  return new Set(here.map(({ pathname, search }) => pathname + search));
}

/** The kind of a page: its address without what names one organisation, team, case or page. */
function kindOf(address) {
  const { pathname, searchParams } = new URL(address, "http://127.0.0.1");
  const path = pathname
    .replace(/^\/o\/[^/]+/, "/o/*")
    .replaceAll(/\/[0-9a-f]{8}-[0-9a-f-]{27}/g, "/*")
    .replace(/\/handbook\/.+/, "/handbook/*");
  return searchParams.size > 0 ? `${path}?` : path;
}
