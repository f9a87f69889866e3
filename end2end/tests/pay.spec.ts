// Paying: from an amount to the bank and back, whatever the bank says.
import type { Page } from "@playwright/test";
import { expect, expectGoodPage, expectPaid, signIn, test } from "../support/test.ts";

/** Opens the payment of the first claim of the overview and goes to the bank. */
async function toTheBank(page: Page): Promise<void> {
  // Some layouts pay all at once, and fold the single claims away.
  await page.locator('main a[href="/pay"], main a[href^="/pay?"]').filter({ visible: true }).first().click();
  await page.waitForURL(/\/pay(\?|$)/);
  await expectGoodPage(page);
  await page.locator('form[action="/pay"][method="post"] button[type="submit"]').click();
  await page.waitForURL("**/sandbox/**");
}

/** Answers as the bank does. */
async function answer(page: Page, choice: "paid" | "failed" | "canceled" | "expired"): Promise<void> {
  await page.locator(`button[name="choice"][value="${choice}"]`).click();
  // The bank sends the browser back, or offers the way.
  const back = page.locator("a.button");
  if (page.url().includes("/sandbox/")) await back.first().click();
  await page.waitForURL("**/payment/**");
}

test("a claim is paid through the bank, booked once, and gone from what is open", async ({ page }) => {
  await signIn(page, "Dennis");
  const before = await page.locator('main a[href^="/pay?"]').count();
  await toTheBank(page);
  await answer(page, "paid");
  await expectPaid(page);
  await expectGoodPage(page);
  const address = page.url();
  // Coming back to the page, by reload or by the back button, books nothing again.
  await page.reload();
  await expect(page.locator(".status-paid")).toBeVisible();
  await page.goto("/overview");
  expect(await page.locator('main a[href^="/pay?"]').count()).toBeLessThan(before);
  await page.context().clearCookies();
  await page.goto(address);
  await expect(page.locator(".status-paid"), "the status page works without a session").toBeVisible();
  await expect(page.locator("body")).not.toContainText("Vermeer");
});

for (const choice of ["failed", "canceled", "expired"] as const) {
  test(`a payment that ${choice === "failed" ? "the bank refuses" : `is ${choice}`} takes nothing, and says what to do`, async ({ page }) => {
    await signIn(page, "Saïda");
    await page.goto("/overview");
    const open = await page.locator("main").innerText();
    await toTheBank(page);
    await answer(page, choice);
    await expect(page.locator("main")).toContainText(/niet/);
    await expect(page.locator(".status-paid")).toHaveCount(0);
    await expectGoodPage(page);
    await page.goto("/overview");
    expect(await page.locator("main").innerText()).toBe(open);
  });
}

test("an amount that is no amount is told beside the field, and what was typed stays", async ({ page }) => {
  await signIn(page, "Job");
  await page.goto("/pay");
  const amount = page.locator('input[name^="amount."]').first();
  const folded = page.locator("details:has(input[name^='amount.'])");
  if ((await folded.count()) > 0 && !(await amount.isVisible())) await folded.first().locator("summary").click();
  await amount.fill("veel");
  await amount.locator("xpath=ancestor::form").locator('button[type="submit"]').first().click();
  const again = page.locator('input[name^="amount."]').first();
  await expect(again).toHaveValue("veel");
  await expect(again).toHaveAttribute("aria-invalid", "true");
  await expectGoodPage(page);
});
