// Access for somebody who helps: given by the debtor, used by the helper within what was given, seen by the debtor, ended.
import { freshEmail, giveAccess, mailedLink } from "../support/helper.ts";
import { expect, expectGoodPage, islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

test("a counsellor sees, talks and proposes; the debtor sees it all, agrees, and ends the access", async ({ page, browser, baseURL }, info) => {
  test.slow();
  const email = freshEmail();
  await signIn(page, "Job");
  await page.goto("/profile");
  await page.locator('main a[href="/helpers"]').click();
  await expectGoodPage(page);
  await page.goto("/helpers/give");
  await expectGoodPage(page);
  // Nothing chosen: everything that is wrong is named, and what was typed stays.
  await page.locator("#name").fill("Els Brug");
  await page.locator('form[action="/helpers/give"] button[type="submit"]').click();
  await expect(page.locator(".error-summary a")).toHaveCount(3);
  await expect(page.locator("#name")).toHaveValue("Els Brug");
  await expectGoodPage(page);
  await giveAccess(page, email, ["see", "talk", "plan"]);
  await expectGoodPage(page);

  const scripts = !info.project.name.endsWith("-nojs");
  const second = await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: scripts });
  const els = await second.newPage();
  const link = await mailedLink(els, email);
  await els.goto(link);
  await expectGoodPage(els);
  await els.locator("main form button").click();
  await els.waitForURL("**/helping");
  await expectGoodPage(els);
  await els.locator('main a[href^="/helping/"]').first().click();
  await expect(els.locator("main")).toContainText("als schuldhulpverlener");
  await expectGoodPage(els);
  const file = new URL(els.url()).pathname;
  await els.locator(`main a[href^="${file}/invoice/"]`).first().click();
  await expectGoodPage(els);
  // What was not given says so, and what is the debtor's alone cannot be reached.
  expect((await els.goto(`${file}/pause`))?.status()).toBe(403);
  await expect(els.locator("main")).toContainText("om een pauze vragen");
  await expectGoodPage(els);
  await els.goto("/pay");
  await expect(els.locator("#reference")).toBeVisible();

  await els.goto(`${file}/talk`);
  const words = `Ik kijk mee (${info.project.name})`;
  await els.locator("#chat-body").fill(words);
  await els.locator("form.composer button").click();
  await expect(els.locator(".chat-log")).toContainText(words);
  await expectGoodPage(els);
  await els.goto(`${file}/plan`);
  await expectGoodPage(els);
  const proposes = els.locator(`main form[action="${file}/plan"][method="post"] button`);
  const proposed = (await proposes.count()) > 0;
  if (proposed) {
    await proposes.first().click();
    await expect(els.locator(".notice-bar[data-kind='success']")).toBeVisible();
  }

  await page.goto("/chat");
  await expect(page.locator(".chat-log")).toContainText(words);
  await expect(page.locator(".chat-log")).toContainText("Els Brug (De Brug)");
  await expectGoodPage(page);
  if (proposed) {
    await page.goto("/overview");
    await page.locator('main a[href^="/plan/terms/"]').first().click();
    await expectGoodPage(page);
    await page.locator('form[action="/plan/agree"] button[type="submit"]').click();
    await page.waitForURL(/\/plan\?agreed/);
  }

  const agent = await (await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: scripts, viewport: { width: 1280, height: 800 } })).newPage();
  await signInAsAgent(agent);
  await agent.locator('main a[href^="/console/conversation/"]').filter({ hasText: words }).first().click();
  await expect(agent.locator("#messages")).toContainText("Els Brug (De Brug)");
  // What the agent answers is there without looking anew, where scripts run.
  await els.goto(`${file}/talk`);
  await islandsReady(els);
  const answer = `Goed dat u meekijkt (${info.project.name})`;
  await agent.locator("#chat-body").fill(answer);
  await agent.locator("#composer button.button[type=submit]").click();
  await expect(agent.locator("#messages")).toContainText(answer);
  if (!scripts) await els.reload();
  await expect(els.locator(".chat-log")).toContainText(answer);
  await els.locator("#chat-body").fill("Dank u");
  await els.locator("form.composer button").click();
  await expect(els.locator(".bubble-mine").last()).toContainText("Dank u");
  await expect(els.locator(".bubble-mine .mark").last()).toContainText(/Verstuurd|Aangekomen|Gelezen/);
  if (!scripts) await agent.reload();
  await expect(agent.locator("#messages")).toContainText("Dank u");
  await agent.locator('a[href$="/helpers"]').click();
  await expect(agent.locator("main")).toContainText(email);
  await expectGoodPage(agent);
  await agent.context().close();

  await page.goto("/helpers");
  const card = page.locator("article.card").filter({ hasText: "Els Brug" });
  await card.locator("summary").click();
  for (const use of ["accepteerde uw uitnodiging", "bekeek uw rekeningen", "schreef een bericht"]) await expect(card).toContainText(use);
  await expectGoodPage(page);
  await card.locator('form[action^="/helpers/end/"] button').click();
  await page.waitForURL(/done=ended/);
  await els.goto(file);
  await expect(els).toHaveURL(/\/sign-in/);
  await second.close();
});
