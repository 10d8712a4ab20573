// What a page looks like: pictures, accessibility, and whether it fits.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const HERE = new URL("./", import.meta.url).pathname;
const OUT = join(HERE, "out");
const DOCS = join(HERE, "../../docs/screenshots");
const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const WIDTHS = [360, 1280, 1920];
const SCHEMES = ["light", "dark"];
// What a page looked at in light can still do wrong in dark: the style sheets change nothing else there.
const OF_COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/**
 * Takes pictures into tests/e2e/out, at three widths, light and dark, or those given, for who sets OMGANG_SCREENSHOTS: they are there to be
 * looked at. Where `docs` names one and OMGANG_SCREENSHOTS=docs, a small one for the docs as well.
 */
export async function shoot(page, name, { fullPage = true, widths = WIDTHS, schemes = SCHEMES, docs } = {}) {
  if (!process.env.OMGANG_SCREENSHOTS) return;
  await mkdir(OUT, { recursive: true });
  await inEachWidth(page, widths, (width) => inEachScheme(page, schemes, async (scheme) => {
    // What sticks to the window's edge is drawn where it stands at first.
    await page.evaluate(() => scrollTo(0, 0));
    await page.screenshot({ path: join(OUT, `${name}-${width}-${scheme}.png`), fullPage });
    if (docs && process.env.OMGANG_SCREENSHOTS === "docs" && scheme === "light" && width === widths[0]) await shootSmall(page, docs, width);
  }));
}

/** A picture for the docs, small enough to be kept in the repository. */
async function shootSmall(page, name, width) {
  const before = page.viewportSize();
  await mkdir(DOCS, { recursive: true });
  if (width > 360) await page.setViewportSize({ width: width === 1920 ? 1280 : 1000, height: 700 });
  await page.screenshot({ path: join(DOCS, `${name}.jpg`), type: "jpeg", quality: 68 });
  await page.setViewportSize(before);
}

/** Fails on any violation that axe finds, and on a page wider than its window. */
export async function axe(page) {
  await inWholeWindow(page, () => faultless(page, ALL));
  await fits(page);
}

/** Fails on a page wider than its window. */
export async function fits(page) {
  const [content, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= room, `${page.url()} fits in ${room} px (it is ${content} px wide)`);
}

async function faultless(page, rules) {
  const faults = await violations(page, rules);
  assert.equal(faults.length, 0, `${page.url()} at ${page.viewportSize().width} px has ${faults.length} faults:\n${faults.join("\n")}`);
}

async function violations(page, rules) {
  // Chromium's tools run this outside the page's content security policy.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  const found = await page.evaluate(async (runOnly) => {
    const { violations } = await globalThis.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
    return violations;
  }, rules);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}\n    ${failureSummary.replaceAll("\n", "\n    ")}`),
  );
}

/** Acts in a window that holds the whole page: what a bar at the bottom covers now, one scroll uncovers. */
async function inWholeWindow(page, act) {
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, whole + 200) });
  try {
    await act();
  } finally {
    await page.setViewportSize({ width, height });
  }
}

/** Checks with axe on a phone and a desk, light and dark. */
export async function axeEverywhere(page) {
  await inEachWidth(page, [360, 1280], async () => {
    await inWholeWindow(page, () => inEachScheme(page, SCHEMES, (scheme) => faultless(page, scheme === "light" ? ALL : OF_COLOURS)));
    await fits(page);
  });
}

async function inEachWidth(page, widths, act) {
  const before = page.viewportSize();
  try {
    for (const width of widths) {
      await page.setViewportSize({ width, height: width === 360 ? 740 : 900 });
      await act(width);
    }
  } finally {
    await page.setViewportSize(before);
  }
}

async function inEachScheme(page, schemes, act) {
  try {
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme });
      await act(colorScheme);
    }
  } finally {
    await page.emulateMedia({ colorScheme: null });
  }
}
