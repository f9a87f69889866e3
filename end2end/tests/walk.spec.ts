// The walk of the README: Dennis pays, agrees a plan and starts a chat; an agent sees it arrive, with his file and what
// he just did to his scores, and answers.
import { expect, expectGoodPage, expectPaid, islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

test("Dennis pays one, plans another, asks; the agent sees who and why, and answers", async ({ page, browser, baseURL }, info) => {
  test.slow();
  await signIn(page, "Dennis");
  await page.locator('main a[href^="/invoice/"]:visible').first().click();
  await expectGoodPage(page);

  await page.goto("/overview");
  await page.locator('main a.button[href^="/pay"]:visible').first().click();
  await page.locator('form[action="/pay"][method="post"] button[type="submit"]').click();
  await page.locator('button[name="choice"][value="paid"]').click();
  if (page.url().includes("/sandbox/")) await page.locator("a.button").first().click();
  await expectPaid(page);

  await page.goto("/plan");
  await expectGoodPage(page);
  await page.locator('a[href^="/plan/terms/"]').last().click();
  await expectGoodPage(page);
  await page.locator('form[action="/plan/agree"] button[type="submit"]').click();
  await page.waitForURL(/\/plan(\?|$)/);
  await expect(page.locator(".progress, progress").first()).toBeVisible();
  await expectGoodPage(page);

  await page.goto("/chat");
  await islandsReady(page);
  const question = `Klopt mijn regeling? (${info.project.name})`;
  await page.locator("#chat-body").fill(question);
  await page.locator("#composer button.button[type=submit]").click();
  await expect(page.locator(".bubble-mine").last()).toContainText(question);

  const second = await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: !info.project.name.endsWith("-nojs"), viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await expectGoodPage(agent);
  await agent.locator('a[href^="/console/conversation/"]').filter({ hasText: "Vermeer" }).first().click();
  await expect(agent.locator("main")).toContainText(question);
  await expect(agent.locator(".score-bar")).toHaveCount(6);
  await islandsReady(agent);
  await expectGoodPage(agent);
  const take = agent.locator('form[action$="/take"] button');
  if ((await take.count()) > 0) await take.first().click();
  await islandsReady(agent);
  const reply = "Ja hoor, uw regeling is rond.";
  await agent.locator("#chat-body").fill(reply);
  await agent.locator("#composer button.button[type=submit]").click();
  await expect(agent.locator("main")).toContainText(reply);

  if (info.project.name.endsWith("-nojs")) await page.goto("/chat");
  await expect(page.locator(".bubble-theirs").last()).toContainText(reply);
  await page.reload();
  await expect(page.locator(".bubble-mine", { hasText: question })).toHaveCount(1);
  await expect(page.locator(".bubble-theirs", { hasText: reply })).toHaveCount(1);
  await second.close();
});

test("a chat outlives the server: what was sent while it was away arrives once", { tag: "@js" }, async ({ page, server, complaints }, info) => {
  test.slow();
  await signIn(page, "Job");
  await page.goto("/chat");
  await islandsReady(page);
  const send = async (text: string): Promise<void> => {
    await page.locator("#chat-body").fill(text);
    await page.locator("#composer button.button[type=submit]").click();
  };
  const first = `Voor de storing (${info.project.name})`;
  await send(first);
  await expect(page.locator(".bubble-mine").last()).toContainText(first);
  await server.stop("SIGKILL");
  const second = `Tijdens de storing (${info.project.name})`;
  await send(second);
  await server.restart();
  await expect(async () => {
    await page.goto("/chat");
    await expect(page.locator(".bubble-mine", { hasText: first })).toHaveCount(1);
    await expect(page.locator(".bubble-mine", { hasText: second })).toHaveCount(1);
  }).toPass({ timeout: 30_000 });
  // The connection was refused on purpose.
  complaints.length = 0;
});

test("asking for a pause changes what comes first at the next overview, with a line that says so and a way back", async ({ page }) => {
  await signIn(page, "Hendrik-Jan");
  await page.goto("/help");
  await page.locator('form[action="/help/help"] button[type="submit"]').click();
  await page.goto("/overview");
  await expect(page.locator(".overview-calm")).toBeVisible();
  await expect(page.locator(".notice-bar").first()).toBeVisible();
  await expectGoodPage(page);
  await page.locator('button[name="view"][value="back"]').click();
  await page.waitForURL("**/overview");
  await expect(page.locator(".overview-calm")).toHaveCount(0);
});

test("after signing out nothing is left to go back to", async ({ page }) => {
  await signIn(page, "Dennis");
  await page.locator('form[action="/sign-out"] button').click();
  await page.goto("/overview");
  await expect(page).toHaveURL(/sign-in/);
  await page.goBack();
  await expect(page.locator("main")).not.toContainText("Vermeer");
});
