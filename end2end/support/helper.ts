// Somebody who helps: given access by a debtor, and signed in by the link of the invitation.
import type { Page } from "@playwright/test";
import { expect, signIn } from "./test.ts";

/** The newest link that was mailed to an address: its path. */
export async function mailedLink(page: Page, email: string): Promise<string> {
  const link = page.locator(".outbox li").filter({ hasText: email }).locator('a[href*="/link/"]').first();
  await expect(async () => {
    await page.goto("/demo/outbox");
    await expect(link).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  return new URL((await link.getAttribute("href")) ?? "").pathname;
}

/** Fills in the form of giving access, and sends it. */
export async function giveAccess(page: Page, email: string, scopes: string[]): Promise<void> {
  await page.goto("/helpers/give");
  await page.locator('input[name="kind"][value="counsellor"]').check();
  await page.locator("#name").fill("Els Brug");
  await page.locator("#organisation").fill("De Brug");
  await page.locator("#email").fill(email);
  for (const scope of scopes) await page.locator(`input[name="scope"][value="${scope}"]`).check();
  await page.locator('form[action="/helpers/give"] button[type="submit"]').click();
  await page.waitForURL(/\/helpers\?done=given/);
}

/** An address that nobody had before. */
export function freshEmail(): string {
  return `els-${Date.now()}-${Math.floor(Math.random() * 10_000)}@help.test`;
}

/** A page of somebody who helps a person of the demo; gives the access first, where this browser helps nobody yet. */
export const asHelper = (person: string, below: string) => async (page: Page) => {
  await page.goto("/helping");
  if (new URL(page.url()).pathname !== "/helping") {
    const email = freshEmail();
    const back = (await page.locator("html").getAttribute("lang")) ?? "nl";
    await signIn(page, person);
    await giveAccess(page, email, ["see", "talk", "plan", "pause"]);
    await page.goto(await mailedLink(page, email));
    await page.locator("main form button").click();
    await page.waitForURL("**/helping");
    await page.goto(`/language/${back}?to=/helping`);
  }
  if (below === "home") return;
  const file = (await page.locator('main a[href^="/helping/"]').first().getAttribute("href")) ?? "";
  await page.goto(`${file}${below}`);
};
