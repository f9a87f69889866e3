// Files in the chat, both ways; how far a message came; whether we are open.
import type { Page } from "@playwright/test";
import { photo } from "../support/photo.ts";
import { expect, expectGoodPage, islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

/** Opens the choice of files. */
async function openFiles(page: Page): Promise<void> {
  const field = page.locator("#files");
  if (!(await field.isVisible())) await page.locator(".composer-files > summary").click();
  await expect(field).toBeVisible();
}

const send = (page: Page) => page.locator("#composer > button.button[type=submit]").click();

test("a photo goes to the agent and a PDF comes back; what is refused costs nothing that was typed", async ({ page, browser, baseURL }, info) => {
  test.slow();
  await signIn(page, "Job");
  await page.goto("/chat");
  await islandsReady(page);
  const words = `Deze brief kreeg ik (${info.project.name})`;
  await page.locator("#chat-body").fill(words);
  await openFiles(page);
  await page.locator("#files").setInputFiles({ name: "plaatje.svg", mimeType: "image/svg+xml", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") });
  await send(page);
  await expect(page.locator(".error-summary")).toContainText("plaatje.svg is geen foto of PDF");
  await expect(page.locator("#chat-body")).toHaveValue(words);
  await expect(page.locator("#files")).toBeVisible();
  await expectGoodPage(page);

  await page.locator("#files").setInputFiles({ name: "brief.png", mimeType: "image/png", buffer: photo() });
  await send(page);
  const mine = page.locator(".bubble-mine", { hasText: words });
  await expect(mine.locator('a[href^="/upload/"]')).toContainText("brief.png");
  await expect(mine).toHaveCount(1);
  await expect(page.locator("#chat-body")).toHaveValue("");
  const small = (await mine.locator("img").getAttribute("src")) ?? "";
  expect((await page.request.get(small)).headers()["content-type"]).toBe("image/jpeg");
  await expectGoodPage(page);

  const scripts = !info.project.name.endsWith("-nojs");
  const second = await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: scripts, viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await agent.locator('a[href^="/console/conversation/"]').filter({ hasText: words }).first().click();
  await islandsReady(agent);
  await expect(agent.locator(".bubble-theirs", { hasText: words }).locator('a[href^="/console/upload/"]')).toContainText("brief.png");
  const name = `overzicht ${info.project.name}.pdf`;
  await openFiles(agent);
  await agent.locator("#files").setInputFiles({ name, mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF") });
  await send(agent);
  await expect(agent.locator(".bubble-mine", { hasText: name })).toHaveCount(1);
  await expectGoodPage(agent);

  // With scripts it comes by itself.
  if (!scripts) await page.reload();
  const theirs = page.locator(".bubble-theirs", { hasText: name }).locator('a[href^="/upload/"]');
  await expect(theirs).toHaveAttribute("download", "");
  const answer = await page.request.get((await theirs.getAttribute("href")) ?? "");
  expect([answer.headers()["content-type"], answer.headers()["x-content-type-options"]]).toEqual(["application/pdf", "nosniff"]);
  await expectGoodPage(page);
  await second.close();
});

test("what was typed with a file is still there when the file never arrived, and gone when it did", { tag: "@js" }, async ({ page }) => {
  await signIn(page, "Hendrik-Jan");
  await page.goto("/chat");
  await islandsReady(page);
  const add = async () => {
    await openFiles(page);
    await page.locator("#files").setInputFiles({ name: "brief.png", mimeType: "image/png", buffer: photo() });
  };
  await page.locator("#chat-body").fill("Dit is de brief die ik kreeg");
  await add();
  await page.route(/\/chat\/send/, (route) => route.abort());
  await send(page);
  await page.waitForURL(/chrome-error/);
  await page.goto("/chat");
  await islandsReady(page);
  await expect(page.locator("#chat-body")).toHaveValue("Dit is de brief die ik kreeg");
  await page.unrouteAll();
  await add();
  await send(page);
  await expect(page.locator(".bubble-mine", { hasText: "de brief die ik kreeg" })).toHaveCount(1);
  await islandsReady(page);
  await expect(page.locator("#chat-body")).toHaveValue("");
  await page.reload();
  await islandsReady(page);
  await expect(page.locator("#chat-body")).toHaveValue("");
});

test("a message is sent, reaches a device, and is read", { tag: "@js" }, async ({ page, browser, baseURL }, info) => {
  test.slow();
  // Before nobody's eyes until the test says so.
  await page.addInitScript(() => {
    const looked = { state: "hidden" };
    Object.assign(window, { looked });
    Object.defineProperty(document, "visibilityState", { get: () => looked.state });
  });
  await signIn(page, "Bryan");
  await page.goto("/chat");
  await islandsReady(page);
  const question = `Is er iemand? (${info.project.name})`;
  await page.locator("#chat-body").fill(question);
  await send(page);
  const asked = page.locator(".bubble-mine", { hasText: question });
  await expect(asked.locator(".mark")).toHaveText("Verstuurd", { timeout: 10_000 });

  const second = await browser.newContext({ baseURL, locale: "nl-NL", viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await agent.locator('a[href^="/console/conversation/"]').filter({ hasText: question }).first().click();
  await islandsReady(agent);
  await expect(asked.locator(".mark")).toHaveText("Gelezen");
  const reply = `Ja, ik (${info.project.name})`;
  await agent.locator("#chat-body").fill(reply);
  await send(agent);
  const answered = agent.locator(".bubble-mine", { hasText: reply }).locator(".mark");
  await expect(answered).toHaveText("aangekomen");
  await page.evaluate(() => {
    Object.assign((window as unknown as { looked: { state: string } }).looked, { state: "visible" });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect(answered).toHaveText("gelezen");
  await second.close();
});

test("a supervisor closes a day, and debtors read it before they write", async ({ page, browser, baseURL }, info) => {
  test.slow();
  const second = await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: !info.project.name.endsWith("-nojs"), viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await agent.goto("/console/hours");
  await expectGoodPage(agent);
  for (const day of [0, 1, 2, 3, 4, 5, 6]) {
    await agent.locator(`#from-${day}`).fill("00:00");
    await agent.locator(`#until-${day}`).fill("23:59");
  }
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date());
  const lines = agent.locator('input[name^="on_"]');
  for (const line of await lines.all()) await line.fill("");
  const fill = async (n: number, values: Record<string, string>) => {
    for (const [name, value] of Object.entries(values)) await agent.locator(`input[name="${name}_${n}"]`).fill(value);
  };
  await fill(0, { on: today, opens: "00:00", closes: "23:59", note: "Open dag" });
  await agent.locator('main form[action="/console/hours"] button[type=submit]').click();
  await expect(agent.locator(".error-summary")).toContainText("waarom");
  await expect(agent.locator('input[name="note_0"]')).toHaveValue("Open dag");
  await expectGoodPage(agent);
  await agent.locator("#why").fill(`Altijd open (${info.project.name})`);
  await agent.locator('main form[action="/console/hours"] button[type=submit]').click();
  await expect(agent.locator("#history")).toContainText(`Altijd open (${info.project.name})`);
  await expectGoodPage(agent);

  await signIn(page, "Job");
  for (const path of ["/chat", "/help"]) {
    await page.goto(path);
    await expect(page.locator("main")).toContainText(/open(,)? tot 23.59 uur/);
    await expectGoodPage(page);
  }
  await fill(0, { opens: "", closes: "", note: "Verhuizing" });
  await agent.locator("#why").fill("Wij verhuizen");
  await agent.locator('main form[action="/console/hours"] button[type=submit]').click();
  await expect(agent.locator("#history")).toContainText("Wij verhuizen");
  for (const path of ["/chat", "/help"]) {
    await page.goto(path);
    await expect(page.locator("main")).toContainText("Wij zijn nu gesloten. Wij openen");
    await expectGoodPage(page);
  }
  await second.close();
});
