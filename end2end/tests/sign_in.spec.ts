// Signing in without the demonstration's short cut, and out again.
import type { Page } from "@playwright/test";
import { askForLink, expect, expectGoodPage, test } from "../support/test.ts";

/** The file reference of a person on the demo's list. */
async function reference(page: Page, label: string): Promise<string> {
  await page.goto("/demo");
  const form = page.locator('form[action="/demo/sign-in"]').filter({ hasText: label }).first();
  return (await form.locator('input[name="reference"]').getAttribute("value")) ?? "";
}

test("a link in a mail signs in once, by its button", async ({ page }) => {
  const link = await askForLink(page, await reference(page, "Job"));
  await page.goto(link);
  await expectGoodPage(page);
  await page.goto(link);
  await page.locator("main form button").click();
  await page.waitForURL("**/overview");
  await expectGoodPage(page);
  await page.goto(link);
  await expect(page.locator("main form")).toHaveCount(0);
  await expectGoodPage(page);
});

test("after signing out, the way back shows nothing", async ({ page }) => {
  const link = await askForLink(page, await reference(page, "Bryan"));
  await page.goto(link);
  await page.locator("main form button").click();
  await page.waitForURL("**/overview");
  await page.locator('form[action="/sign-out"] button').click();
  await page.waitForURL("**/sign-in?why=out");
  await page.goBack();
  await expect(page.locator("#reference")).toBeVisible();
});

test("a wrong code is answered with what was typed still there", async ({ page }) => {
  await page.goto("/sign-in?next=/plan");
  await page.locator("#reference").fill("EF-0000-0000");
  await page.locator("#code").fill("abcd efgh jkmn");
  await page.locator('form[action="/sign-in"] button').click();
  await expect(page.locator("#reference")).toHaveValue("EF-0000-0000");
  await expect(page.locator("#code")).toHaveValue("abcd efgh jkmn");
  await expect(page.locator(".error-summary")).toBeVisible();
  await expectGoodPage(page);
});
