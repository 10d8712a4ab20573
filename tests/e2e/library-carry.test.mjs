// Half a word and a wrong one, marks in the handbook, and the library in and out: as files, on paper.
import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import { test } from "node:test";
import { useHouse, visit } from "./browser.mjs";
import { axeEverywhere, shoot } from "./looks.mjs";

const place = useHouse("demo");
const LIBRARY = "/o/maaskant/library";

/** Opens a search; the index of a new program may still be built. */
async function search(page, query) {
  for (let tries = 0; tries < 40; tries += 1) {
    await visit(page, `${LIBRARY}?${query}`);
    if ((await page.getByText("opgebouwd").count()) === 0) return;
    await page.waitForTimeout(500);
  }
}

test("half a word goes on in words of the library, and a slip of the pen is put right", async (t) => {
  const page = await place.signIn(t, "judith", { width: 360 });
  await search(page, "");
  await page.locator("[type=search]").pressSequentially("bewindv", { delay: 20 });
  const further = page.locator(".found-meant a", { hasText: "bewindvoerder" }).first();
  await further.waitFor();
  await shoot(page, "library-08-half");
  await axeEverywhere(page);
  await further.click();
  await page.waitForURL(/q=bewindvoerder/);
  await page.locator(".found-list .item mark").first().waitFor();
  await search(page, "q=bewimdvoerder");
  await page.getByText("Bedoelde je").waitFor();
  await page.locator(".found-meant a").click();
  await page.waitForURL(/q=bewindvoerder/);
});

test("a page of the handbook that was found shows where, and leads back to the search", async (t) => {
  const page = await place.signIn(t, "judith", { width: 360 });
  await search(page, "q=stoel+wisselen&kind=handbook");
  await page.getByRole("link", { name: "Omgangsoverleg: vier fasen" }).click();
  await page.locator(".prose mark").first().waitFor();
  await page.locator(".like .item").first().waitFor();
  await shoot(page, "library-09-handbook");
  await axeEverywhere(page);
  await page.locator("a.back").click();
  await page.waitForURL(/q=stoel/);
  await visit(page, "/o/maaskant/handbook/four-phases");
  assert.equal(await page.locator("main mark").count(), 0, "nothing is marked where nothing was searched for");
});

test("texts are brought in from a phone, each told as it is kept, and go the road as drafts", async (t) => {
  const page = await place.signIn(t, "youssef", { width: 360 });
  await visit(page, LIBRARY);
  await page.getByRole("link", { name: "Meenemen en binnenbrengen" }).click();
  await axeEverywhere(page);
  const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  const rows = Array.from({ length: 60 }, (_, number) => `Stuk ${number};Wat er bij de heg van nummer ${number} gebeurde.`);
  await page.locator("[name=files]").setInputFiles([
    file("een.md", "---\ntitle: De heg van toen\n---\n## Wat er speelt\nHij praat alleen over de heg.\n"),
    file("leeg.md", "---\ntitle: Leeg\n---\n"),
    file("oud.csv", `titel;tekst\n${rows.join("\n")}\n`),
  ]);
  await page.getByRole("button", { name: "Breng binnen" }).click();
  await page.getByText("62 van 62").waitFor();
  await page.getByRole("link", { name: "De heg van toen" }).waitFor();
  await page.getByText("Er staat geen tekst in").waitFor();
  await shoot(page, "library-10-brought");
  await axeEverywhere(page);
  await page.getByRole("link", { name: "Wat je binnenbracht en nog niet deelde" }).click();
  await page.getByRole("link", { name: "De heg van toen" }).click();
  await page.waitForURL(/shared-copies/);
  // Each step leaves the program when it is done, not when all are.
  const pieces = await page.evaluate(async (address) => {
    const form = new FormData();
    const row = (number) => `Later ${number};Wat er bij de sloot van nummer ${number} gebeurde.`;
    const table = `titel;tekst\n${Array.from({ length: 200 }, (_, number) => row(number)).join("\n")}\n`;
    form.append("files", new File([table], "later.csv"));
    const { body } = await fetch(address, { method: "POST", body: form });
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let pieces = 0;
    for (let read = await reader.read(); !read.done; read = await reader.read()) pieces += Number(read.value.includes("Later "));
    return pieces;
  }, `${LIBRARY}/transfer`);
  assert.ok(pieces > 1, "told in more than one piece");
});

test("an item is taken along on paper", async (t) => {
  const page = await place.signIn(t, "judith", { width: 360 });
  await search(page, "q=voorlezen");
  await page.locator(".found-list .item-title a").first().click();
  await page.locator("main article").waitFor();
  await shoot(page, "library-11-item");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Neem mee als PDF" }).click()]);
  assert.match(download.suggestedFilename(), /^[a-z0-9-]+\.pdf$/);
  await download.saveAs(new URL("./out/library-item.pdf", import.meta.url).pathname);
  const paper = await open(await download.path());
  const { buffer } = await paper.read(Buffer.alloc(5), 0, 5, 0);
  await paper.close();
  assert.equal(buffer.toString(), "%PDF-");
});
