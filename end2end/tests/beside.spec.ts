// An agent with two conversations beside each other: an answer goes to the one whose field it was typed in.
import { photo } from "../support/photo.ts";
import { expect, expectGoodPage, islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

test("two conversations stand beside each other and each is answered in its own column", async ({ browser, baseURL, page }, info) => {
  test.slow();
  const scripts = !info.project.name.endsWith("-nojs");
  const second = await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: scripts, viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  const ids: string[] = [];
  for (const person of ["Bryan", "Job"]) {
    await signIn(page, person);
    await page.goto("/chat");
    await islandsReady(page);
    const question = `Vraag van ${person} (${info.project.name})`;
    await page.locator("#chat-body").fill(question);
    await page.locator("#composer > button.button[type=submit]").click();
    await expect(page.locator(".bubble-mine", { hasText: question })).toHaveAttribute("data-seq", /\d+/);
    await agent.goto("/console");
    await agent.locator('a[href^="/console/conversation/"]').filter({ hasText: question }).first().click();
    await islandsReady(agent);
    ids.push(new URL(agent.url()).pathname.split("/").pop() ?? "");
    const take = agent.locator('form[action$="/take"] button');
    if ((await take.count()) > 0) await take.click();
    await expect(take).toHaveCount(0);
  }
  await agent.goto(`/console/beside?c=${ids[0]}&c=${ids[1]}`);
  await expectGoodPage(agent);
  const columns = agent.locator(".beside-talk");
  await expect(columns).toHaveCount(2);
  const reply = `Antwoord aan Job (${info.project.name})`;
  await agent.locator("#chat-body-2").fill(reply);
  await columns.nth(1).locator("button.button[type=submit]").click();
  await expect(columns.nth(1).locator(".bubble-mine", { hasText: reply })).toHaveAttribute("data-seq", /\d+/);
  await expect(columns.nth(0)).not.toContainText(reply);
  await expect(agent).toHaveURL(/\/console\/beside\?/);
  // A file goes from its own column, and the others stay where they are.
  await columns.nth(1).locator("summary").click();
  await agent.locator("#files-2").setInputFiles({ name: "bon.png", mimeType: "image/png", buffer: photo() });
  await columns.nth(1).locator("button.button[type=submit]").click();
  await expect(columns.nth(1).locator(".bubble-mine").last()).toContainText("bon.");
  await expect(agent).toHaveURL(/\/console\/beside\?/);
  await expect(columns).toHaveCount(2);
  await page.goto("/chat");
  await expect(page.locator(".bubble-theirs", { hasText: reply })).toHaveCount(1);
  await second.close();
});
