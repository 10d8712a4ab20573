// What journeys about a conversation share: somebody who leads, others who are in.
import { visit } from "./browser.mjs";

/** Opens a conversation as somebody of the demo: a case of their own at once, in a method. Returns the room's address. */
export async function begin(page, title, method = "omgangsoverleg") {
  await visit(page, "/o/maaskant/conversations/new");
  await page.locator("[name=title]").fill(title);
  await page.locator("[name=question]").fill("Wanneer help ik?");
  await page.locator("details.more > summary").click();
  await page.locator("[name=method]").selectOption(method);
  await page.locator("main form button.button-primary").click();
  await page.waitForURL(/\/deliberations\/[^/?]+$/);
  return page.url();
}

/** Goes on to the next step; `step` is the heading that everybody should see. */
export async function advance(leader, step) {
  await leader.locator(".steer > form [name=verb][value=advance]").click();
  await heading(leader, step);
}

export async function heading(page, name) {
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Presses a button and waits for the page that answers it. */
export async function sent(page, button) {
  await Promise.all([page.waitForEvent("domcontentloaded"), button.click()]);
}

/** Returns a page as the server gives it to this person now. */
export async function served(page) {
  return (await page.context().request.get(page.url())).text();
}
