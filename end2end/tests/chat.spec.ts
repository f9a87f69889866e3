// The chat where the network is hostile, and what colleagues tell each other about it.
import { expect, expectGoodPage, islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

test("where a network closes every socket, plain requests carry the chat both ways", { tag: "@js" }, async ({ page, browser, baseURL }, info) => {
  test.slow();
  await page.routeWebSocket(/\/chat\/socket$/, (socket) => socket.close());
  await signIn(page, "Job");
  await page.goto("/chat");
  await islandsReady(page);
  const question = `Achter een strenge router (${info.project.name})`;
  await page.locator("#chat-body").fill(question);
  await page.locator("#composer button.button[type=submit]").click();
  await expect(page.locator(".bubble-mine", { hasText: question })).toHaveAttribute("data-seq", /\d+/, { timeout: 20_000 });
  await expect(page.locator("#chat-status")).not.toContainText("Geen verbinding");

  const second = await browser.newContext({ baseURL, locale: "nl-NL", viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await agent.locator('a[href^="/console/conversation/"]').filter({ hasText: question }).first().click();
  await islandsReady(agent);
  const reply = `Goed dat u schrijft (${info.project.name})`;
  await agent.locator("#chat-body").fill(reply);
  await agent.locator("#composer button.button[type=submit]").click();
  // The request that waits is answered at once: well before the next one would be made.
  await expect(page.locator(".bubble-theirs", { hasText: reply })).toHaveCount(1, { timeout: 5_000 });
  await second.close();
});

test("an agent leaves a note, which the debtor never sees, and puts the conversation back", async ({ page, browser, baseURL }, info) => {
  test.slow();
  await signIn(page, "Bryan");
  await page.goto("/chat");
  await islandsReady(page);
  const question = `Kan het later? (${info.project.name})`;
  await page.locator("#chat-body").fill(question);
  await page.locator("#composer button.button[type=submit]").click();
  await expect(page.locator(".bubble-mine", { hasText: question })).toHaveAttribute("data-seq", /\d+/);

  const second = await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: !info.project.name.endsWith("-nojs"), viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await agent.locator('a[href^="/console/conversation/"]').filter({ hasText: question }).first().click();
  await islandsReady(agent);
  const address = agent.url();
  const colleagues = agent.locator("details.disclosure", { has: agent.locator("#note") });
  if (!(await agent.locator("#note").isVisible())) await colleagues.locator("> summary").click();
  const note = `Wacht op zijn loon (${info.project.name})`;
  await agent.locator("#note").fill(note);
  await agent.locator("#note-to").selectOption("queue");
  await agent.locator('form[action$="/note"] button[type=submit]').click();
  await agent.waitForURL(/\/console$/);
  await agent.goto(address);
  await expect(colleagues).toContainText(note);
  await expectGoodPage(agent);

  await page.goto("/chat");
  await expect(page.locator("#chat-status")).toContainText("U bent nummer");
  await expect(page.locator("body")).not.toContainText(note);
  await expectGoodPage(page);
  await second.close();
});
