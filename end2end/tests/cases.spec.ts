// What debtors tell us, from the invoice to the answer: a dispute with a photo goes to an agent, back and forth, and the
// claim is gone; files that are refused cost nothing that was typed; each report can be followed and taken back.
import type { Page } from "@playwright/test";
import { photo } from "../support/photo.ts";
import { expect, expectGoodPage, signIn, signInAsAgent, test } from "../support/test.ts";

/** Opens the form of a kind from the first invoice that still asks for something. */
async function tell(page: Page, kind: string): Promise<void> {
  await page.goto("/overview");
  const hrefs = await page.locator('main a[href^="/invoice/"]').evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute("href") ?? ""))]);
  for (const href of hrefs.filter((one) => !one.endsWith("/costs"))) {
    await page.goto(href);
    if ((await page.locator('main a[href^="/pay?claim="]').count()) === 0) continue;
    await page.locator(`a[href^="/tell/${kind}"]`).click();
    return;
  }
  throw new Error("no invoice asks for a payment");
}

test("a dispute with a photo: the agent asks, the debtor answers, the agent agrees, and the claim is gone", async ({ page, browser, baseURL }, info) => {
  test.slow();
  await signIn(page, "Job");
  await tell(page, "dispute");
  await expectGoodPage(page);
  await page.locator('input[name="reason"][value="not_received"]').check();
  const words = `Nooit aangekomen (${info.project.name})`;
  await page.locator("#words").fill(words);
  await page.locator("#files").setInputFiles({ name: "deur.png", mimeType: "image/png", buffer: photo() });
  await page.locator('form[action="/tell/dispute"] button[type="submit"]').click();
  await page.waitForURL(/\/cases\/[^/]+$/);
  await expectGoodPage(page);
  const mine = page.url();
  const file = (await page.locator('a[href^="/upload/"]').first().getAttribute("href")) ?? "";
  const answer = await page.request.get(file);
  expect(answer.headers()["content-type"]).toBe("image/png");

  const scripts = !info.project.name.endsWith("-nojs");
  const second = await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: scripts, viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await agent.goto("/console/cases");
  await expectGoodPage(agent);
  const address = `/console/case/${mine.split("/").pop()}`;
  await agent.locator(`a[href="${address}"]`).click();
  await expect(agent.locator("main")).toContainText(words);
  await expectGoodPage(agent);
  await agent.locator('form[action$="/take"] button').click();
  await expect(agent.locator('form[action$="/take"]')).toHaveCount(0);
  await agent.locator("details", { has: agent.locator('form[action$="/ask"]') }).locator("summary").click();
  await agent.locator("#words-ask").fill("Bij wie is het bezorgd?");
  await agent.locator('form[action$="/ask"] button').click();

  await page.goto(mine);
  await expect(page.locator("main")).toContainText("Bij wie is het bezorgd?");
  await expectGoodPage(page);
  await page.locator("#body").fill("Niet bij mij: de deur was dicht.");
  await page.locator('form[action$="/answer"] button[type="submit"]').click();
  await expect(page.locator("#answer")).toHaveCount(0);

  await agent.goto(address);
  await expect(agent.locator("main")).toContainText("de deur was dicht");
  await agent.locator("details", { has: agent.locator('form[action$="/grant"]') }).locator("summary").click();
  await agent.locator("#words-grant").fill("U hebt gelijk, deze rekening vervalt.");
  await agent.locator("#confirm-grant").check();
  await agent.locator('form[action$="/grant"] button').click();
  await expect(agent.locator('form[action$="/grant"]')).toHaveCount(0);
  await expectGoodPage(agent);

  await page.goto(mine);
  await expect(page.locator("main")).toContainText("deze rekening vervalt");
  await page.locator('main a[href^="/invoice/"]').first().click();
  await expect(page.locator(".status-paid").first()).toBeVisible();
  await expect(page.locator('main a[href^="/pay?claim="]')).toHaveCount(0);
  await second.close();
});

test("files that are refused are named, and everything typed is still there", async ({ page }, info) => {
  await signIn(page, "Dennis");
  await tell(page, "already_paid");
  await page.locator("#paid_on").fill("2026-01-02");
  await page.locator("#paid_amount").fill("12,50");
  await page.locator("#words").fill(`Via mijn bank (${info.project.name})`);
  const bad = [
    { name: "bewijs.svg", mimeType: "image/svg+xml", buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
    { name: "bewijs.jpg", mimeType: "image/jpeg", buffer: Buffer.from("MZ\x90\x00\x03", "latin1") },
    { name: "groot.jpg", mimeType: "image/jpeg", buffer: Buffer.alloc(10 * 1024 * 1024 + 1) },
  ];
  for (const file of bad) {
    await page.locator("#files").setInputFiles(file);
    await page.locator('form[action="/tell/already_paid"] button[type="submit"]').click();
    await expect(page.locator(".error-summary")).toContainText(file.name);
    await expect(page.locator("#paid_on")).toHaveValue("2026-01-02");
    await expect(page.locator("#paid_amount")).toHaveValue("12,50");
    await expect(page.locator("#words")).toHaveValue(/Via mijn bank/);
  }
  await expectGoodPage(page);
});

for (const kind of ["not_me", "moved", "deceased", "administrator", "longer_pause", "complaint"]) {
  test(`'${kind}' is sent, followed on its page and taken back`, async ({ page }) => {
    await signIn(page, "Bryan");
    await page.goto("/overview");
    const claim = ((await page.locator('main a[href^="/invoice/"]').first().getAttribute("href")) ?? "").split("/")[2];
    await page.goto(kind === "not_me" ? `/tell/${kind}?claim=${claim}` : `/tell/${kind}`);
    await expectGoodPage(page);
    const fill: Record<string, string> = {
      words: "Zo zit het.", street: "Dorpsweg 3", postal_code: "9712 CP", city: "Groningen",
      reporter: "Els", administrator: "De Brug", administrator_contact: "050 123 45 67",
    };
    for (const [name, value] of Object.entries(fill)) {
      const field = page.locator(`#${name}`);
      if ((await field.count()) > 0) await field.fill(value);
    }
    const radio = page.locator('input[type="radio"]').first();
    if ((await radio.count()) > 0) await radio.check();
    await page.locator('main form button[type="submit"]').click();
    await page.waitForURL(/\/cases\/[^/]+$/);
    await expectGoodPage(page);
    await expect(page.locator(".status-held").first()).toBeVisible();
    await page.locator('form[action$="/withdraw"] button').click();
    await expect(page.locator('form[action$="/withdraw"]')).toHaveCount(0);
    await page.goto("/cases");
    await expectGoodPage(page);
  });
}
