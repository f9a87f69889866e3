// A plan from the budget check to an extra payment: on a phone and a desktop, with and without JavaScript. What needs
// days to pass (a missed instalment, its repair, an agent's decision) is tested with a clock of its own in
// server/tests/payments/plans.rs.
import type { Page } from "@playwright/test";
import { expect, expectGoodPage, expectPaid, signIn, test } from "../support/test.ts";

/** So many days from today, as a date field has it. */
const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function agreeWeekly(page: Page): Promise<void> {
  await page.goto("/plan");
  await page.locator("#rhythm-weekly").check();
  await page.locator("#first_on").fill(inDays(9));
  await page.locator("#amount").fill("20");
  await page.locator('form[action="/plan"] button[type="submit"]').click();
  await expectGoodPage(page);
  await page.locator('.card:has(.proposed) a[href^="/plan/terms/"]').click();
  await expectGoodPage(page);
  await page.locator('form[action="/plan/agree"] button[type="submit"]').click();
  await page.waitForURL(/\/plan\?agreed/);
}

test("budget check, own weekly amount, calendar file, skipping and an extra payment", async ({ page }) => {
  test.slow();
  await signIn(page, "Saïda");
  await page.goto("/plan/budget");
  await page.locator("#income").fill("1.900,00");
  await page.locator("#fixed").fill("1100");
  await page.locator("#living").fill("veel");
  await page.locator('form[action="/plan/budget"] button[type="submit"]').click();
  await expect(page.locator("#living")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#income")).toHaveValue("1.900,00");
  await expectGoodPage(page);
  await page.locator("#living").fill("");
  await page.locator('form[action="/plan/budget"] button[type="submit"]').click();
  // € 1,900 − € 1,100 − the guidance figure of € 550: half of € 250.
  await expect(page.locator("main")).toContainText("125,00");
  await expectGoodPage(page);

  await agreeWeekly(page);
  await expectGoodPage(page);
  const ics = await page.request.get("/plan/calendar.ics");
  expect(ics.headers()["content-type"]).toContain("text/calendar");
  const text = await ics.text();
  expect(text).toContain(`DTSTART;VALUE=DATE:${inDays(9).replaceAll("-", "")}`);
  const days = await page.locator(".plan-schedule tbody tr").count();
  expect(text.split("BEGIN:VEVENT").length - 1).toBe(days);

  await page.locator('main a[href="/plan/skip"]').click();
  await expectGoodPage(page);
  await page.locator('form[action="/plan/agree"] button[type="submit"]').click();
  await page.waitForURL(/\/plan\?changed/);
  await expect(page.locator(".plan-schedule tbody tr")).toHaveCount(days);
  await page.goto("/plan/skip");
  await expect(page.locator('form[action="/plan/agree"]'), "once a year").toHaveCount(0);
  await expectGoodPage(page);

  await page.goto("/plan/extra");
  await page.locator("#amount").fill("30");
  await page.locator('form[action="/plan/extra"] button[type="submit"]').click();
  await expectGoodPage(page);
  await page.locator('main a[href*="&extra="]').first().click();
  await page.locator('form[action="/pay"][method="post"] button[type="submit"]').first().click();
  await page.locator('button[name="choice"][value="paid"]').click();
  if (page.url().includes("/sandbox/")) await page.locator("a.button").first().click();
  await expectPaid(page);
  await page.goto("/plan/agreement");
  await expect(page.locator("main")).toContainText("extra betaald, eerder klaar");
  await expectGoodPage(page);
});

test("the whole way by keyboard alone", { tag: "@js" }, async ({ page }) => {
  await signIn(page, "Hendrik-Jan");
  await page.goto("/plan");
  await page.locator('a[href^="/plan/terms/"]').last().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/plan\/terms\//);
  const agree = page.locator('form[action="/plan/agree"] button[type="submit"]');
  for (let tab = 0; tab < 40 && !(await agree.evaluate((node) => node === document.activeElement)); tab++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/plan\?agreed/);
  await expect(page.locator("progress")).toBeVisible();
});

test("direct debit: a mandate is given, seen, ended with one tap, and each is confirmed", async ({ page }) => {
  test.slow();
  // The outbox is the worker's: other files of tests may have given mandates before.
  const sent = (subject: string) => page.locator("summary", { hasText: subject });
  const [isAutomatic, isByHand] = ["U betaalt uw regeling nu automatisch", "U betaalt uw regeling weer zelf"];
  await page.goto("/demo/outbox");
  const before = { automatic: await sent(isAutomatic).count(), byHand: await sent(isByHand).count() };
  await signIn(page, "Bryan");
  await page.goto("/plan");
  const terms = page.locator('a[href^="/plan/terms/"]');
  if ((await terms.count()) > 0) {
    await terms.last().click();
    await page.locator('form[action="/plan/agree"] button[type="submit"]').click();
    await page.waitForURL(/\/plan\?agreed/);
  }
  await page.locator('main a[href="/plan/debit"]').click();
  await expectGoodPage(page);
  await page.locator("#iban").fill("NL91 ABNA 0417 1643 01");
  await page.locator("#holder").fill("");
  await page.locator('form[action="/plan/debit"] button[type="submit"]').click();
  await expect(page.locator("#iban")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#holder")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#iban")).toHaveValue("NL91 ABNA 0417 1643 01");
  await expectGoodPage(page);
  await page.locator("#iban").fill("NL91ABNA0417164300");
  await page.locator("#holder").fill("H. J. Bakker");
  await page.locator('form[action="/plan/debit"] button[type="submit"]').click();
  await page.waitForURL(/\/plan\/debit\?done=given/);
  await expect(page.locator("main")).toContainText("•••• 4300");
  await expect(page.locator("main")).not.toContainText("0417");
  await expect(page.locator("main")).toContainText(/EF-.*-M1/);
  await expectGoodPage(page);
  await page.goto("/plan");
  await page.locator('main a[href="/plan/debit"]').click();
  await page.locator('form[action="/plan/debit/stop"] button').click();
  await page.waitForURL(/\/plan\/debit\?done=stopped/);
  await expect(page.locator("#iban"), "another mandate can be given").toBeVisible();
  await expectGoodPage(page);
  // What was done is confirmed, each once, with what the mandate allows.
  await expect(async () => {
    await page.goto("/demo/outbox");
    await expect(sent(isAutomatic)).toHaveCount(before.automatic + 1);
    await expect(sent(isByHand)).toHaveCount(before.byHand + 1);
  }).toPass({ timeout: 60_000 });
  const given = page.locator("li", { has: sent(isAutomatic) }).first();
  await given.locator("summary").click();
  await expect(given).toContainText("binnen 8 weken");
  await expect(given).toContainText("•••• 4300");
  await expect(given.locator('a[href$="/plan/debit"]')).toBeVisible();
});
