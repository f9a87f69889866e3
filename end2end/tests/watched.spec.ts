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
  await page.locator("#composer button.button[type=submit]").click();
  await expect(page.locator(".bubble-mine").last()).toHaveAttribute("data-seq", /\d+/);
  const started = Date.now();
  await expect.poll(told, { timeout: 1_000, intervals: [20] }).toBeGreaterThan(before);
  console.log(`seen ${Date.now() - started} ms after the chat had it`);
  await expect(agent.locator(".console-file")).toContainText("Wat volgt");
  await second.close();
});

test("who oversees sees somebody begin to wait without asking again", { tag: "@js" }, async ({ page, browser, baseURL }) => {
  const second = await browser.newContext({ baseURL, locale: "nl-NL", viewport: { width: 1280, height: 800 } });
  const overseer = await second.newPage();
  await signInAsAgent(overseer);
  await overseer.goto("/console/supervision");
  await islandsReady(overseer);
  const waiting = async () => Number(/(\d+) wachten op een medewerker/.exec(await overseer.locator("main").innerText())?.[1] ?? 0);
  const before = await waiting();
  await signIn(page, "Bryan");
  await page.goto("/chat");
  await islandsReady(page);
  await page.locator("#chat-body").fill("Kan ik later betalen?");
  await page.locator("#composer button.button[type=submit]").click();
  await expect(page.locator(".bubble-mine").last()).toHaveAttribute("data-seq", /\d+/);
  await expect.poll(waiting, { timeout: 12_000 }).toBe(before + 1);
  await expect(overseer.locator("tr", { hasText: "Noor Smeets" })).toContainText("ja, ");
  await second.close();
});
