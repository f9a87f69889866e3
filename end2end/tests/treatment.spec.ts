// The treatment editor: a supervisor looks first, saves, and the debtor's next page says something else first.
import { expect, expectGoodPage, signIn, signInAsAgent, test } from "../support/test.ts";

test("a change of what is said first is looked at, saved with its reason, and seen by the debtor", async ({ browser, page }) => {
  const theirs = await browser.newContext();
  const debtor = await theirs.newPage();
  await signIn(debtor, /Tamara/);
  await expect(debtor.locator(".overview-calm")).toBeVisible();

  await signInAsAgent(page);
  await page.goto("/console/treatment/tamara");
  await page.locator("#focus").selectOption("facts");
  await page.locator("#tone").selectOption("factual");
  await page.locator('button[value="preview"]').click();
  await expect(page.locator("#preview")).toBeVisible();
  await expectGoodPage(page);
  await debtor.reload();
  await expect(debtor.locator(".overview-calm"), "a preview changes nothing").toBeVisible();

  await page.locator('button[value="save"]').click();
  await expect(page.locator("#reason"), "a reason is asked for").toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#focus"), "what was chosen still stands").toHaveValue("facts");
  await page.locator("#reason").fill("Proef met feiten eerst");
  await page.locator('button[value="save"]').click();
  await page.waitForURL(/done=saved/);
  await expect(page.getByRole("table")).toContainText("Proef met feiten eerst");
  await debtor.reload();
  await expect(debtor.locator(".overview-table")).toBeVisible();
  await theirs.close();
});
