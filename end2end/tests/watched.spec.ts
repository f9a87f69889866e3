// Somebody acts, and an agent who has their file open sees it: the act, and what it does.
import { lookFor } from "../pages.ts";
import { expect, islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

test("a chat that nobody asked for is seen in the open file within a second", { tag: "@js" }, async ({ page, browser, baseURL }) => {
  await signIn(page, "Dennis");
  await page.goto("/chat");
  await islandsReady(page);
  const second = await browser.newContext({ baseURL, locale: "nl-NL", viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await lookFor(agent, "Vermeer");
  await agent.locator('main a[href^="/console/debtor/"]').first().click();
  await islandsReady(agent);
  const told = async () => (await agent.locator(".console-file").innerText()).split("Chat gestart uit zichzelf").length - 1;
  const before = await told();

  await page.locator("#chat-body").fill("Waarvoor is deze rekening?");
  await page.locator("#composer button[type=submit]").click();
  await expect(page.locator(".bubble-mine").last()).toHaveAttribute("data-seq", /\d+/);
  const started = Date.now();
  await expect.poll(told, { timeout: 1_000, intervals: [20] }).toBeGreaterThan(before);
  console.log(`seen ${Date.now() - started} ms after the chat had it`);
  await expect(agent.locator(".console-file")).toContainText("Wat volgt");
  await second.close();
});
