// The chat where the network is hostile, and what colleagues tell each other about it.
import { expect, expectGoodPage, islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

test("where a network closes every socket, plain requests carry the chat both ways", { tag: "@js" }, async ({ page, browser, baseURL }, info) => {
  test.slow();
  await page.routeWebSocket(/\/chat\/socket/, (socket) => socket.close());
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
  // And that it was read is told without a socket as well.
  await expect(agent.locator(".bubble-mine", { hasText: reply }).locator(".mark")).toHaveText("gelezen", { timeout: 10_000 });
  // What is typed first stands first, although the first one's way is long.
  let slow = true;
  await page.route(/\/chat\/send/, async (route) => {
    if (slow) {
      slow = false;
      await new Promise((done) => setTimeout(done, 1_500));
    }
    await route.continue();
  });
  const three = ["eerste", "tweede", "derde"].map((word) => `${word} van drie (${info.project.name})`);
  for (const text of three) {
    await page.locator("#chat-body").fill(text);
    await page.locator("#composer button.button[type=submit]").click();
  }
  for (const text of three) {
    await expect(agent.locator(".bubble-theirs", { hasText: text })).toHaveCount(1, { timeout: 15_000 });
  }
  const texts = await agent.locator(".bubble-theirs p:first-child").allInnerTexts();
  expect(texts.slice(-3)).toEqual(three);
  await page.unrouteAll({ behavior: "wait" });
  await second.close();
});

test("what stands half-written or on its way in one tab is safe from the other", { tag: "@js" }, async ({ page, context }) => {
  test.slow();
  await signIn(page, "Saïda");
  // Without a network nothing arrives, and what was sent waits.
  let cut = false;
  await context.routeWebSocket(/\/chat\/socket/, (socket) => {
    if (cut) return socket.close();
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (!(cut && String(message).includes('"send"'))) server.send(message);
    });
  });
  await context.route(/\/chat\/send/, (route) => (cut ? route.abort() : route.continue()));
  await page.goto("/chat");
  await islandsReady(page);
  const other = await context.newPage();
  await other.goto("/chat");
  await islandsReady(other);
  await page.locator("#chat-body").fill("Half geschreven");
  // The other tab hears something, of itself and of the server.
  await other.locator("#chat-body").fill("Hier ook iets");
  await other.locator("#chat-body").fill("");
  await other.locator("#chat-body").fill("Een bericht uit de tweede tab");
  await page.locator("#chat-body").fill("Half geschreven, en verder");
  await other.locator("#composer button.button[type=submit]").click();
  await expect(page.locator(".bubble-mine", { hasText: "tweede tab" })).toHaveAttribute("data-seq", /\d+/);
  await page.locator("#chat-body").fill("Half geschreven, en verder dan dat");
  await expect(other.locator(".bubble-mine", { hasText: "tweede tab" })).toHaveAttribute("data-seq", /\d+/);
  await page.reload();
  await islandsReady(page);
  await expect(page.locator("#chat-body")).toHaveValue("Half geschreven, en verder dan dat");
  // On its way in the first tab, which goes; the second one types.
  cut = true;
  await page.locator("#chat-body").fill("Onderweg gebleven");
  await page.locator("#composer button.button[type=submit]").click();
  await expect(page.locator('.bubble-mine[data-state="sending"]', { hasText: "Onderweg gebleven" })).toHaveCount(1);
  await page.close();
  await other.locator("#chat-body").fill("iets anders");
  await other.locator("#chat-body").fill("");
  cut = false;
  await other.reload();
  await islandsReady(other);
  await expect(other.locator(".bubble-mine", { hasText: "Onderweg gebleven" })).toHaveAttribute("data-seq", /\d+/, { timeout: 15_000 });
  await expect(other.locator(".bubble-mine", { hasText: "Onderweg gebleven" })).toHaveCount(1);
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
