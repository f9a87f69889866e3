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
  const row = page.getByRole("row", { name: /Proef met feiten eerst/ });
  await expect(row, "the history says which parts changed, from what to what").toContainText("Wat mogelijk is, en hulp → De feiten, met alle kosten");
  await expect(row).toContainText("Warm en rustig → Zakelijk en volledig");
  await expect(row.locator("dt"), "and none of the other five").toHaveCount(2);
  await expectGoodPage(page);
  await debtor.reload();
  await expect(debtor.locator(".overview-table")).toBeVisible();
  await theirs.close();
});
