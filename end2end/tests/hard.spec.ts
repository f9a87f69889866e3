// The portal used roughly: a button pressed twice, the way back after paying, two tabs, a server that dies under a form, and
// a browser that somebody else signs in on.
import type { Page } from "@playwright/test";
import { expect, expectGoodPage, expectPaid, islandsReady, signIn, test } from "../support/test.ts";

const payButton = 'form[action="/pay"][method="post"] button[type="submit"]';

/** The ids of the claims that can be paid. */
async function claims(page: Page): Promise<string[]> {
  await page.goto("/pay");
  const boxes = page.locator('input[name="claim"]');
  await expect(boxes.first()).toBeAttached();
  return boxes.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));
}

/** How many payments the debtor's list has. */
async function payments(page: Page): Promise<number> {
  await page.goto("/payments");
  await expectGoodPage(page);
  return page.locator('a[href^="/payment/"]').count();
}

/** Pays what the page shows, and waits until it says so. */
async function payAtTheBank(page: Page): Promise<void> {
  await page.waitForURL("**/sandbox/**");
  await page.locator('button[name="choice"][value="paid"]').click();
  await page.waitForURL("**/payment/**");
  await expectPaid(page);
}

test("a button that is pressed twice does its work once", async ({ page }) => {
  test.slow();
  await signIn(page, "Hendrik-Jan");
  const [claim = ""] = await claims(page);
  const before = await payments(page);
  await page.goto(`/pay?claim=${claim}`);
  await page.locator(payButton).dblclick();
  await payAtTheBank(page);
  expect(await payments(page), "one payment").toBe(before + 1);

  await page.goto("/tell/moved");
  for (const [field, text] of [["street", "Dorpsweg 3"], ["postal_code", "9712 CP"], ["city", "Groningen"]] as const) {
    await page.locator(`[name="${field}"]`).fill(text);
  }
  await page.locator('form[action="/tell/moved"] button[type="submit"]').dblclick();
  await page.waitForURL(/\/cases\/[^/]+$/);
  await page.goto("/cases");
  await expect(page.locator('main a[href^="/cases/"]')).toHaveCount(1);
});

test("the way back after paying pays nothing twice", async ({ page }) => {
  test.slow();
  await signIn(page, "Hendrik-Jan");
  const [claim = ""] = await claims(page);
  const before = await payments(page);
  await page.goto(`/pay?claim=${claim}`);
  const form = page.url();
  await page.locator(payButton).click();
  await payAtTheBank(page);
  for (let back = 0; back < 5 && page.url() !== form; back += 1) await page.goBack();
  await expectGoodPage(page);
  // A page from the browser's memory still has its button; one that was made anew says that nothing is left to pay.
  const again = page.locator(payButton);
  if ((await again.count()) > 0) {
    await again.click();
    await expectGoodPage(page);
    expect(page.url(), "no second visit to the bank").not.toContain("/sandbox/");
  }
  expect(await payments(page)).toBe(before + 1);
});

test("what was paid in one tab is not paid again in the other", async ({ page, context }) => {
  test.slow();
  await signIn(page, "Job");
  const [claim = ""] = await claims(page);
  const before = await payments(page);
  const other = await context.newPage();
  await other.goto(`/pay?claim=${claim}`);
  await page.goto(`/pay?claim=${claim}`);
  await page.locator(payButton).click();
  await payAtTheBank(page);
  await other.locator(payButton).click();
  await expectGoodPage(other);
  expect(other.url(), "nothing to bring to the bank").not.toContain("/sandbox/");
  expect(await payments(other)).toBe(before + 1);
});

test("a form outlives the server: loading the page again sends what was typed, once", async ({ page, server, complaints }) => {
  test.slow();
  await signIn(page, "Dennis");
  await page.goto("/tell/complaint");
  const words = "Ik wacht al drie weken op een antwoord.";
  await page.locator("#words").fill(words);
  await server.stop("SIGKILL");
  const nobody = page.waitForEvent("requestfailed");
  await page.locator('form[action="/tell/complaint"] button[type="submit"]').click();
  await nobody;
  await server.restart();
  // Loading that page again sends what was typed again.
  await page.reload();
  await page.waitForURL(/\/cases\/[^/]+$/);
  await expect(page.locator("main")).toContainText(words);
  await page.goto("/cases");
  await expect(page.locator('main a[href^="/cases/"]')).toHaveCount(1);
  // The connection was refused on purpose.
  complaints.length = 0;
});

test("a page of somebody who was signed in before does nothing to who is signed in now", async ({ page, context }) => {
  await signIn(page, "Bryan");
  await page.goto("/help");
  const other = await context.newPage();
  await signIn(other, "Dennis");
  await page.locator('form[action="/help/help"] button[type="submit"]').click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deze pagina was van een ander dossier");
  await expectGoodPage(page);
  await page.getByRole("link", { name: "Naar het overzicht" }).click();
  await expect(page.locator(".overview-calm"), "Dennis asked for nothing").toHaveCount(0);
});

test("a half-written message waits for its writer, and for nobody else", { tag: "@js" }, async ({ page }) => {
  const words = "Ik ben mijn baan kwijt en";
  await signIn(page, "Bryan");
  await page.goto("/chat");
  await islandsReady(page);
  await page.locator("#chat-body").fill(words);
  await page.reload();
  await islandsReady(page);
  await expect(page.locator("#chat-body")).toHaveValue(words);
  // Somebody else signs in on this browser, without a word from the first.
  await signIn(page, "Dennis");
  await page.goto("/chat");
  await islandsReady(page);
  await expect(page.locator("#chat-body")).toHaveValue("");
  await signIn(page, "Bryan");
  await page.goto("/chat");
  await islandsReady(page);
  await expect(page.locator("#chat-body")).toHaveValue(words);
  // Who signs out leaves nothing behind.
  await page.locator('form[action="/sign-out"] button').first().click();
  await page.waitForURL(/sign-in/);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("effen-chat")))).toEqual([]);
});
