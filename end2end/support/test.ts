// The tests' own `test`: a server for each worker, and a page that must not complain.
import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type BrowserContext, type Page } from "@playwright/test";
import { Server } from "./server.ts";

/** What Chromium says about an answer that a test asked for on purpose (a form sent back, a page that is not there). */
const expectedStatus = /the server responded with a status of (401|403|404|409|410|422|429)/;

/** What Chromium says of a bundle that was still on its way when the test went to another page. A bundle that is missing or
 *  broken says something else, and `islandsReady` waits for it in vain. */
const left = /Response body loading was aborted|could not start TypeError: Failed to fetch/;

/** Collects what the browser complains about: errors of scripts, of the content policy, of the network. */
function watch(context: BrowserContext, complaints: string[]): void {
  context.on("console", (message) => {
    const expected = expectedStatus.test(message.text()) || left.test(message.text());
    if (message.type() === "error" && !expected) complaints.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => complaints.push(`script: ${error.error().message}`));
  context.on("response", (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
}

export const test = base.extend<{ complaints: string[]; ownDatabase: void }, { server: Server }>({
  server: [
    async ({}, use, info) => {
      const server = await Server.start(`worker${info.workerIndex}`);
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 300_000 },
  ],
  baseURL: async ({ server }, use) => use(server.url),
  ownDatabase: [
    async ({ server }, use, info) => {
      await server.belongTo(info.file);
      await use();
    },
    { auto: true },
  ],
  /** Every test fails on a complaint. Empty the list in a test that provokes one on purpose. */
  complaints: [
    async ({ context, server }, use, info) => {
      const complaints: string[] = [];
      watch(context, complaints);
      await use(complaints);
      if (info.status !== info.expectedStatus) await info.attach("server log", { body: server.log().slice(-20_000) });
      expect(complaints, "the browser complained").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** Languages people read Effen in. */
export const languages = ["nl", "en", "fr"] as const;

/** The forms of the demo's list: what each button says, and the file it opens. */
async function demoList(page: Page): Promise<{ label: string; reference: string }[]> {
  const html = await (await page.context().request.get("/demo")).text();
  const forms = html.matchAll(/action="\/demo\/sign-in"[\s\S]*?name="reference" value="([^"]+)"[\s\S]*?<button[^>]*>([\s\S]*?)<\/button>/g);
  return [...forms].map(([, reference = "", button = ""]) => ({ reference, label: button.replace(/<[^>]*>/g, "").trim() }));
}

/** Sends one of the demo's forms as its page would; drawing that page for each test takes a quarter of their time. */
async function sendDemoForm(page: Page, path: string, form: Record<string, string>): Promise<void> {
  const answer = await page.context().request.post(path, { form, headers: { "sec-fetch-site": "same-origin" }, maxRedirects: 0 });
  expect(answer.status(), `${path} of the demo`).toBe(303);
}

/** Signs in as a person of the demo's list, by what the list calls them, and ends on the overview. */
export async function signIn(page: Page, label: string | RegExp): Promise<void> {
  const people = await demoList(page);
  const fits = (text: string): boolean => (typeof label === "string" ? text.includes(label) : label.test(text));
  const person = people.find((one) => fits(one.label));
  if (!person) throw new Error(`the demo's list has no ${label}: ${people.map((one) => one.label).join(", ")}`);
  await sendDemoForm(page, "/demo/sign-in", { reference: person.reference });
  await page.goto("/overview");
}

/** So many days from today in Amsterdam, as a date field takes it. Counted in days: the clock may change in between. */
export function dayAhead(days: number): string {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Amsterdam" }).format(new Date());
  return new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Asks for a mail with a link to sign in, and gives the link's path. */
export async function askForLink(page: Page, who: string): Promise<string> {
  await page.goto("/sign-in");
  await page.locator("#who").fill(who);
  await page.locator('form[action="/sign-in/mail"] button').click();
  await expectGoodPage(page);
  // The newest message with a link: others may arrive at the same moment.
  const link = page.locator('.outbox a[href*="/link/"]').first();
  await expect(async () => {
    await page.goto("/demo/outbox");
    await expect(link).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  const address = (await link.getAttribute("href")) ?? "";
  return new URL(address).pathname;
}

/** Signs in as the demo's agent, and ends in the console. */
export async function signInAsAgent(page: Page): Promise<void> {
  await sendDemoForm(page, "/demo/agent", {});
  await page.goto("/console");
}

/** Lets the server speak a language from the next page on, as the links in the header do. */
export async function speak(page: Page, server: Server, language: (typeof languages)[number]): Promise<void> {
  await page.context().addCookies([{ name: "effen_lang", value: language, url: server.url }]);
}

/** Puts the page into another language, and comes back to the same page. */
export async function readIn(page: Page, language: (typeof languages)[number]): Promise<void> {
  const path = new URL(page.url()).pathname;
  await page.goto(`/language/${language}?to=${path}`);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** No complaint of axe by WCAG 2.2 AA and its best practices. Without JavaScript the document is the same, and axe
 *  cannot run. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!runsScripts()) return;
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    // In the page itself: otherwise each look opens a page of its own, behind which the one under test may stand still.
    .setLegacyMode(true)
    .analyze();
  const found = violations.map((violation) => `${violation.id}: ${violation.help}\n  ${violation.nodes.map((node) => node.html).join("\n  ")}`);
  expect(found, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing sticks out sideways. */
export async function expectFits(page: Page): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content, `${page.url()} is wider than the window`).toBeLessThanOrEqual(window);
}

/** The islands of the page are awake (at once on a page without any, or without JavaScript). */
export async function islandsReady(page: Page): Promise<void> {
  if (!runsScripts() || (await page.locator("leptos-island").count()) === 0) return;
  await expect(page.locator("html")).toHaveAttribute("data-islands", "ready");
}

/** Alive, one main heading, no wider than the window. */
export async function expectShape(page: Page): Promise<void> {
  await islandsReady(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  await expectFits(page);
}

/** What every page must be: of good shape, and accessible. */
export async function expectGoodPage(page: Page): Promise<void> {
  await expectShape(page);
  await expectAccessible(page);
}

/** The payment's page says that it is paid. The bank's word may come a moment after the browser is back: with scripts the
 *  page follows by itself, without them one asks again. */
export async function expectPaid(page: Page): Promise<void> {
  await expect(async () => {
    if (!runsScripts()) await page.reload();
    await expect(page.locator(".status-paid")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
}

/** Whether this project runs scripts: the projects without JavaScript are named so. */
function runsScripts(): boolean {
  return !test.info().project.name.endsWith("-nojs");
}
