// Around paying: one amount over several claims, another day, money that was paid twice, and what a bank takes back.
import type { Page } from "@playwright/test";
import { lookFor } from "../pages.ts";
import { dayAhead, expect, expectGoodPage, expectPaid, signIn, signInAsAgent, test } from "../support/test.ts";

/** Opens what is folded around a field, if it is. */
async function unfold(page: Page, field: string): Promise<void> {
  const target = page.locator(field).first();
  const folded = page.locator(`details:has(${field})`);
  if ((await folded.count()) > 0 && !(await target.isVisible())) await folded.first().locator("summary").click();
}

/** Presses the button that pays, and gives the address of the bank's page. */
async function toTheBank(page: Page): Promise<string> {
  await page.locator('form[action="/pay"][method="post"] button[type="submit"]').click();
  await page.waitForURL("**/sandbox/**");
  return page.url();
}

/** Pays at the bank, and waits until our page says so. */
async function pay(page: Page, bank: string): Promise<string> {
  await page.goto(bank);
  await page.locator('button[name="choice"][value="paid"]').click();
  await page.waitForURL("**/payment/**");
  await expectPaid(page);
  return page.url();
}

/** The first claim that can be paid: its id. */
async function firstClaim(page: Page): Promise<string> {
  await page.goto("/pay");
  const id = await page.locator('input[name="claim"]').first().getAttribute("value");
  return id ?? "";
}

test("one amount is divided before it is paid, and told to the cent afterwards", async ({ page }) => {
  await signIn(page, "Hendrik-Jan");
  await page.goto("/pay");
  await unfold(page, "#sum");
  for (const box of await page.locator('input[name="claim"]').all()) await box.check();
  await page.locator("#sum").fill("75,50");
  await page.locator('form[action="/pay"][method="get"] button[type="submit"]').click();
  await expect(page.locator('form[action="/pay"][method="post"] button[type="submit"]')).toContainText("75,50");
  const before = await page.locator("dl.facts dt .hint").allInnerTexts();
  expect(before.length).toBeGreaterThan(0);
  await expectGoodPage(page);
  await pay(page, await toTheBank(page));
  await expectGoodPage(page);
  const after = (await page.locator("dl.facts dt .hint").allInnerTexts()).join(" ");
  for (const line of before) {
    const parts = line.match(/Hiervan gaat naar: [^.]*\./)?.[0];
    if (parts) expect(after, "what was shown is what was booked").toContain(parts);
  }
});

test("a day is named, noted on the invoice, and taken back", async ({ page }) => {
  await signIn(page, "Bryan");
  const claim = await firstClaim(page);
  await page.goto(`/pay?claim=${claim}`);
  await unfold(page, 'form[action="/pay/later"] input[name="on"]');
  const field = page.locator('form[action="/pay/later"] input[name="on"]');
  await field.fill(dayAhead(5));
  await page.locator('form[action="/pay/later"] button[type="submit"]').click();
  await page.waitForURL("**/pay/later/**");
  await expectGoodPage(page);
  const promise = new URL(page.url()).pathname;
  await page.goto(`/invoice/${claim}`);
  await expect(page.locator(`a[href="${promise}"]`)).toBeVisible();
  await page.goto("/payments");
  await expectGoodPage(page);
  await page.locator(`a[href="${promise}"]`).click();
  await page.locator('form[action$="/undo"] button').click();
  await expect(page.locator(".status")).toHaveText("Teruggenomen");
  await page.goto(`/invoice/${claim}`);
  await expect(page.locator(`a[href="${promise}"]`)).toHaveCount(0);
});

test("a day that cannot be is said beside the field, which stays open", async ({ page }) => {
  await signIn(page, "Job");
  await page.goto(`/pay?claim=${await firstClaim(page)}`);
  // As a browser without date fields would send it.
  await page.locator('form[action="/pay/later"]').evaluate((form) => ((form as HTMLFormElement).noValidate = true));
  await unfold(page, 'form[action="/pay/later"] input[name="on"]');
  await page.locator('form[action="/pay/later"] input[name="on"]').fill(dayAhead(60));
  await page.locator('form[action="/pay/later"] button[type="submit"]').click();
  await expect(page.locator("#on-error")).toBeVisible();
  await expect(page.locator("#on")).toHaveValue(dayAhead(60));
  await expectGoodPage(page);
});

test("what was paid twice is the debtor's: shown, asked back, and sent by an agent", async ({ page, browser, server }) => {
  await signIn(page, "Dennis");
  const claim = await firstClaim(page);
  const banks: string[] = [];
  for (let time = 0; time < 2; time++) {
    await page.goto(`/pay?claim=${claim}`);
    banks.push(await toTheBank(page));
  }
  for (const bank of banks) await pay(page, bank);
  await page.goto("/payments");
  const card = page.locator("section.card").first();
  await expect(card.locator("h2")).toContainText("tegoed");
  await expectGoodPage(page);
  await card.locator('form[action="/payments/credit/refund"] button').click();
  await expect(page.locator("main")).toContainText("Terug te krijgen");
  await expect(page.locator('form[action="/payments/credit/refund"]')).toHaveCount(0);

  const office = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 800 } });
  const agent = await office.newPage();
  await signInAsAgent(agent);
  await lookFor(agent, "Dennis");
  const file = await agent.locator('main a[href^="/console/debtor/"]').first().getAttribute("href");
  await agent.goto(`${file}/payments`);
  await expectGoodPage(agent);
  await agent.locator('button[name="decision"][value="approve"]').first().click();
  await expect(agent.locator("ul.replies .status").first()).not.toHaveText("gevraagd");
  await office.close();
  await page.reload();
  await expect(page.locator("main")).toContainText(/onderweg naar uw rekening|is teruggestort/);
});

test("what a bank takes back is open again, and explained", async ({ page }) => {
  await signIn(page, "Saïda");
  const claim = await firstClaim(page);
  await page.goto(`/pay?claim=${claim}`);
  const bank = await toTheBank(page);
  const paid = await pay(page, bank);
  await page.goto(bank);
  await page.locator('button[name="choice"][value="chargeback"]').click();
  await page.waitForURL("**/payment/**");
  await expect(async () => {
    await page.goto(paid);
    await expect(page.locator('.notice-bar[data-kind="attention"] h2')).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
  await expectGoodPage(page);
  await page.goto(`/invoice/${claim}`);
  await expect(page.locator("main")).toContainText("Door uw bank teruggehaald");
});
