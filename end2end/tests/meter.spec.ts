// The cost meter: the same amounts on the same days with and without JavaScript, by field and by slider, and a day that
// cannot be asked about said in the same words.
import type { Browser, Page } from "@playwright/test";
import { dayAhead, expect, expectAccessible, expectGoodPage, islandsReady, readIn, signIn, test } from "../support/test.ts";

/** Signs in as somebody of the demo whose invoices grow with the days. */
async function signInWhereItGrows(page: Page): Promise<void> {
  for (const person of ["Tamara", "Bryan", "Dennis", "Job", "Saïda", "Hendrik-Jan"]) {
    await signIn(page, person);
    await page.goto(`/costs?on=${dayAhead(365)}`);
    if (/meer dan vandaag/.test(await page.locator("#meter-result").innerText())) return;
    await page.context().clearCookies();
  }
  throw new Error("nobody of the demo has an invoice that grows");
}

const days = [0, 1, 7, 13, 30, 89, 200, 365];
const wrongDays = ["", dayAhead(-1), dayAhead(400), "1999-01-01"];

/** Everything that the page says about the day: figures, doubts, what is wrong. */
async function said(page: Page): Promise<string[]> {
  const lines = await page.locator('[id^="meter"][id$="-result"], [id^="meter"][id$="-doubts"], #on-error').allInnerTexts();
  return lines.map((line) => line.trim());
}

/** Asks the server, as a browser without JavaScript does. */
async function ask(page: Page, day: string): Promise<string[]> {
  await page.goto("/costs");
  await page.locator("#on").evaluate((field) => ((field as HTMLInputElement).form!.noValidate = true));
  await page.locator("#on").fill(day);
  await page.locator('form[action="/costs"] button[type="submit"]').click();
  await page.waitForURL(`**/costs?on=${day}`);
  return said(page);
}

/** The same session in a browser that runs no scripts. */
async function withoutScripts(browser: Browser, page: Page): Promise<Page> {
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ baseURL: new URL(page.url()).origin, javaScriptEnabled: false, storageState });
  return context.newPage();
}

test("the form answers every day, and says which days it can tell of @nojs", async ({ page }) => {
  await signInWhereItGrows(page);
  const amounts = new Set<string>();
  for (const ahead of [0, 30, 365]) {
    const figure = (await ask(page, dayAhead(ahead))).find((line) => line !== "");
    expect(figure).toMatch(/betaalt u €/);
    amounts.add(/€\s[\d.,]+/.exec(figure ?? "")?.[0] ?? "");
    await expect(page.locator("#on")).toHaveValue(dayAhead(ahead));
  }
  expect(amounts.size, "waiting adds something to this person's invoices").toBeGreaterThan(1);
  for (const day of wrongDays) {
    const lines = await ask(page, day);
    expect(lines.filter((line) => line !== "").length, "the error, and no figure").toBe(1);
    await expect(page.locator("#on-error")).toContainText("Kies een dag van vandaag tot en met");
  }
  await expectGoodPage(page);
});

test("with JavaScript it answers at once, and to the cent what the form answers @js", async ({ page, browser }) => {
  test.slow();
  await signInWhereItGrows(page);
  const plain = await withoutScripts(browser, page);
  await page.goto("/costs");
  await islandsReady(page);
  await expect(page.locator("#meter-show")).toBeHidden();
  for (const ahead of days) {
    const day = dayAhead(ahead);
    await page.locator("#on").fill(day);
    expect(await said(page), day).toEqual(await ask(plain, day));
    await expect(page.locator("#on-slider")).toHaveValue(String(ahead));
    await page.locator("#on-slider").fill(String(ahead === 0 ? 3 : ahead - 1));
    await page.locator("#on-slider").fill(String(ahead));
    await expect(page.locator("#on")).toHaveValue(day);
    expect(await said(page), `slid to ${day}`).toEqual(await ask(plain, day));
  }
  for (const day of wrongDays) {
    await page.locator("#on").fill(day);
    await expect(page.locator("#on-error")).toBeVisible();
    expect(await said(page), `wrong: ${day}`).toEqual(await ask(plain, day));
    await expect(page.locator("#on")).toHaveAttribute("aria-invalid", "true");
  }
  await expectAccessible(page);
  await page.locator("#on").fill(dayAhead(7));
  await expect(page.locator("#on-error")).toBeHidden();
  await expect(page.locator("#on")).not.toHaveAttribute("aria-invalid", "true");
  await plain.context().close();
});

test("the slider moves by the keyboard, names its day, and the figure is read out when it rests @js", async ({ page }) => {
  await signInWhereItGrows(page);
  for (const language of ["nl", "fr", "en"] as const) {
    await page.goto("/costs");
    await readIn(page, language);
    await islandsReady(page);
    const slider = page.locator("#on-slider");
    await slider.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await expect(page.locator("#on")).toHaveValue(dayAhead(1));
    const named = (await slider.getAttribute("aria-valuetext")) ?? "";
    await expect(page.locator("#meter-result")).toContainText(named);
    await expect(page.locator("#meter-status")).toHaveText(await page.locator("#meter-result").innerText());
    await page.keyboard.press("End");
    await expect(page.locator("#on")).toHaveValue(dayAhead(365));
    const box = await slider.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(48);
    await expectGoodPage(page);
  }
});
