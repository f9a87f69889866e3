// Documents, as a debtor keeps them: each link of the page gives a whole PDF under a name that says nothing of whom.
import { expect, expectGoodPage, signIn, test } from "../support/test.ts";

test("every document of the page can be downloaded, and is a whole PDF", async ({ page }) => {
  await signIn(page, "Dennis");
  await page.goto("/documents");
  await expectGoodPage(page);
  const links = page.locator('main a[href^="/documents/"][download]');
  const count = await links.count();
  expect(count).toBeGreaterThan(0);
  const waiting = page.waitForEvent("download");
  await links.first().click();
  expect((await waiting).suggestedFilename()).toMatch(/^effen-[a-z]+-\d{4}-\d\d-\d\d\.pdf$/);
  for (let at = 0; at < Math.min(count, 8); at++) {
    const answer = await page.request.get((await links.nth(at).getAttribute("href")) ?? "");
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe("application/pdf");
    expect(answer.headers()["cache-control"]).toBe("no-store");
    const body = await answer.body();
    expect(body.subarray(0, 5).toString()).toBe("%PDF-");
    expect(body.subarray(-8).toString()).toContain("%%EOF");
  }
});
