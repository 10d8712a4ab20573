// Papers for the officer: an administrator finds them, fills nothing in here, and prints them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { useHouse } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("demo");

test("an administrator finds the papers, reads each and prints it", async (t) => {
  const page = await place.signIn(t, "marijke", { width: 360 });
  await page.goto("/o/maaskant/people");
  await page.getByRole("link", { name: "Papieren", exact: true }).click();
  await axeEverywhere(page);
  await shoot(page, "papers", { widths: [360, 1280] });
  const addresses = await page.locator("main .items a").evaluateAll((all) => all.map((link) => link.href));
  assert.equal(addresses.length, 5);
  for (const address of addresses) {
    await page.goto(address);
    const slug = address.split("/").at(-1);
    await axeEverywhere(page);
    await shoot(page, `papers-${slug}`, { widths: [360, 1280] });
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
    const open = page.locator("blockquote").first();
    if (slug !== "rights" && slug !== "threat-model") {
      const { height } = await open.boundingBox();
      assert.ok(height >= 70, `there is room to write in ${slug}: ${height} px`);
    }
    assert.equal(await page.locator(".back").first().isVisible(), false, "paper has no links back");
    if (process.env.OMGANG_SCREENSHOTS) await page.pdf({ path: new URL(`out/papers-${slug}.pdf`, import.meta.url).pathname, preferCSSPageSize: true });
    await page.emulateMedia({ media: "screen" });
  }
  await page.goto(addresses[1]);
  await page.getByRole("link", { name: "verwerkingsregister" }).click();
  assert.match(page.url(), /\/papers\/processing-record$/);
});
