// The pages that everybody can open.
import { expect, expectGoodPage, languages, test } from "../support/test.ts";

for (const language of languages) {
  test(`the sign-in page reads in ${language}`, async ({ page }) => {
    await page.goto(`/language/${language}?to=/`);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await expectGoodPage(page);
  });
}

test("a page that is not there says so, and offers a way on", async ({ page }) => {
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await expectGoodPage(page);
  await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
});

test("the page loads nothing from elsewhere, and every inline script carries the page's nonce", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto("/");
  await expect(page.locator("script:not([src]):not([nonce])")).toHaveCount(0);
  expect(asked.length).toBeGreaterThan(1);
  expect(asked.filter((address) => !address.startsWith(`${baseURL}/`) && !address.startsWith("data:"))).toEqual([]);
});
