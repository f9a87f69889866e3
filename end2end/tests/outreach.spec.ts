// Calls and messages that did not arrive, as agents meet them; WhatsApp as a debtor chooses it.
import { expect, expectGoodPage, signIn, signInAsAgent, test } from "../support/test.ts";

test("the telephone comes first in a treatment, a call is made by its script, and its outcome is noted", async ({ page, server }) => {
  await signInAsAgent(page);
  await page.goto("/console/treatment/hendrik_jan");
  await page.locator("#channels").selectOption("phone");
  await page.locator('select[name="channels_2"]').selectOption("letter");
  await page.locator('select[name="channels_3"]').selectOption("email");
  await page.locator("#reason").fill("Eerst bellen");
  await page.locator('button[value="save"]').click();
  await page.waitForURL(/done=saved/);

  // Tasks of the last days: the run may be told a moment, the server has the real one.
  for (const at of lastMornings(4)) server.run("outreach", "run", "--at", at);
  await page.goto("/console/calls");
  await expectGoodPage(page);
  await page.locator('form[action$="/start"]').first().getByRole("button").click();
  await page.waitForURL(/\/console\/(call\/|calls\?done=later)/);
  if (/done=later/.test(page.url())) {
    // The guard is asked in this moment: at night, on a Sunday or a holiday nobody is called.
    await expect(page.locator("body")).toContainText("Nu mag er niet gebeld worden. Het kan weer vanaf");
    await expect(page.locator("body"), "and the number stays hidden").not.toContainText("u spreekt met");
  } else {
    await expect(page.getByRole("main")).toContainText("u spreekt met");
    await expectGoodPage(page);
    await page.locator('form[action$="/end"] button[type="submit"]').click();
    await expect(page.locator(".error-summary")).toContainText("Kies hoe het ging");
    await expectGoodPage(page);
    await page.locator('input[value="no_answer"]').check();
    await page.locator('form[action$="/end"] button[type="submit"]').click();
    await page.waitForURL(/done=saved/);
    await expect(page.getByRole("table")).toContainText("Nam niet op");
  }
});

/** Ten in the morning of the last so many working days, the oldest first. */
function lastMornings(count: number): string[] {
  const mornings: string[] = [];
  for (let back = 1; mornings.length < count; back += 1) {
    const day = new Date(Date.now() - back * 86_400_000);
    if (day.getUTCDay() !== 0 && day.getUTCDay() !== 6) mornings.unshift(`${day.toISOString().slice(0, 10)}T10:00`);
  }
  return mornings;
}

test("who wants messages by WhatsApp says so under their details", async ({ page }) => {
  await signIn(page, /Saïda/);
  await page.goto("/profile");
  const choice = page.locator('input[name="whatsapp"]');
  await choice.check();
  await page.locator('form[action="/profile/preferences"] button[type="submit"]').click();
  await page.waitForURL(/done=preferences/);
  await expect(choice).toBeChecked();
  await choice.uncheck();
  await page.locator('form[action="/profile/preferences"] button[type="submit"]').click();
  await page.waitForURL(/done=preferences/);
  await expect(choice).not.toBeChecked();
});

test("who wants no more messages says so with one button, sees what still comes, and can take it back", async ({ page }) => {
  await signIn(page, "Dennis");
  await page.goto("/profile");
  const form = page.locator('form[action="/profile/objection"]');
  await form.getByRole("button", { name: "Schrijf mij niet meer" }).click();
  await page.waitForURL(/\/profile\?done=preferences/);
  await expect(page.locator("#objection")).toContainText("Wij schrijven u niet meer uit onszelf.");
  await expectGoodPage(page);
  await form.getByRole("button", { name: "Schrijf mij weer op tijd" }).click();
  await expect(page.locator("#objection")).toContainText("Wilt u dat wij u niet meer uit onszelf schrijven?");
});
