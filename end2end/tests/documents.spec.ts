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

test("paid invoices are folded away while others are open, and unfold with one tap", async ({ page }) => {
  await signIn(page, "Dennis");
  await page.goto("/documents");
  const folded = page.locator("main details.disclosure", { has: page.locator("table") });
  await expect(folded).toHaveCount(1);
  await expect(folded).not.toHaveAttribute("open", /.*/);
  await expect(folded.locator("table")).toBeHidden();
  await expect(page.locator("main > table, main section > table, main .table").first()).toBeVisible();
  await folded.locator("summary").click();
  await expect(folded.locator("table")).toBeVisible();
  await expectGoodPage(page);
});

test("an address that only takes a form leads to the form's page", async ({ page }) => {
  await signIn(page, "Dennis");
  for (const [address, place] of [
    ["/plan/agree", "/plan"],
    ["/plan/debit/stop", "/plan"],
    ["/pay/later", "/pay"],
    ["/profile/contact", "/profile"],
    ["/overview/view", "/overview"],
  ] as const) {
    await page.goto(address);
    expect(new URL(page.url()).pathname, `${address} leads to its page`).toMatch(new RegExp(`^${place}`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  }
});
