import { test } from "node:test";
import { execFileSync } from "node:child_process";
import { useHouse } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";
const place = useHouse("demo");
test("shots", async (t) => {
  let page = await place.signIn(t, "marijke", { width: 360 });
  const home = new URL(page.url()).pathname;
  await page.goto(new URL(home + "/retention", page.url()).href);
  await axeEverywhere(page); await shoot(page, "keep-retention", { widths: [360, 1280] });
  await page.fill("#f-conversation", "99"); await page.click("button[type=submit]:has-text('Bewaar')");
  await axeEverywhere(page); await shoot(page, "keep-retention-wrong", { widths: [360], schemes: ["light"] });
  for (const name of ["youssef", "judith"]) {
    const p = await place.signIn(t, name, { width: 360 });
    await axeEverywhere(p); await shoot(p, `keep-start-${name}`, { widths: [360, 1280] });
    const rec = await p.goto(new URL(home + "/records", p.url()).href);
    const hrefs = await p.locator("main a[href*='/records/']").evaluateAll((a) => a.map((x) => x.href));
    for (const [i, h] of hrefs.slice(0, 4).entries()) { await p.goto(h); await axeEverywhere(p); await shoot(p, `keep-record-${name}-${i}`, { widths: [360], schemes: ["light", "dark"] }); }
  }
});
