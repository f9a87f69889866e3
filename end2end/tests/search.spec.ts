// An agent finds a file by whatever the caller says, also when it is spelt wrong.
import { expect, expectGoodPage, signInAsAgent, test } from "../support/test.ts";

/** Types into the search field and goes. */
async function search(page: import("@playwright/test").Page, typed: string): Promise<void> {
  await page.getByRole("searchbox").fill(typed);
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(/\/console\/debtors\?s=/);
}

test("a file is found by name and town, by postcode, by invoice number, and the words stay in the field", async ({ page }) => {
  await signInAsAgent(page);
  await search(page, "vermeer eindhoven");
  const row = page.getByRole("row").filter({ hasText: "Dennis Vermeer" });
  await expect(row).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("vermeer eindhoven");
  await expectGoodPage(page);
  expect(page.url()).not.toContain("vermeer");
  await row.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Dennis Vermeer" })).toBeVisible();
  await page.goBack();
  await expect(row).toBeVisible();
  for (const typed of ["5611ef", "L0000-019"]) {
    await search(page, typed);
    await expect(page.getByRole("row").filter({ hasText: "Dennis Vermeer" })).toBeVisible();
  }
});

test("a name that is spelt wrong is found, and the page says that it is only like it", async ({ page }) => {
  await signInAsAgent(page);
  await search(page, "vemreer eidnhoven");
  await expect(page.getByText("Precies zo staat het nergens.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Dennis Vermeer" })).toBeVisible();
  await search(page, "qxqxqx");
  await expect(page.getByText("Geen dossier gevonden.")).toBeVisible();
  await expect(page.getByRole("table")).toHaveCount(0);
});
