// An agent's shift by the keyboard alone: twenty conversations at once, taken from the queue, answered, gone back to, noted,
// put aside, handed over and closed, and a file found, without a mouse. What each of the twenty reads at the end is theirs.
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request, type APIRequestContext, type Page } from "@playwright/test";
import { expect, expectGoodPage, islandsReady, signInAsAgent, test } from "../support/test.ts";
import type { Server } from "../support/server.ts";

const many = 20;

/** Somebody who writes, and what is asked of the server on their behalf. */
interface Writer {
  name: string;
  asks: APIRequestContext;
}

/** The references of so many people of the demonstration. */
function references(server: Server): string[] {
  const file = join(mkdtempSync(join(tmpdir(), "effen-shift-")), "people.csv");
  server.run("segment", "export", "--as-of", new Date().toISOString().slice(0, 10), "--csv", file);
  const lines = readFileSync(file, "utf8").trim().split("\n").slice(1);
  return lines.slice(0, many).map((line) => line.split(",")[0] ?? "");
}

/** Says something in the chat, from a browser without scripts. */
async function write(writer: Writer, id: string, body: string): Promise<void> {
  const sent = await writer.asks.post("/chat/send", { form: { id, body }, maxRedirects: 0 });
  expect(sent.status(), await sent.text()).toBe(303);
}

/** Signs so many people in; each asks something. */
async function writers(server: Server): Promise<Writer[]> {
  const all: Writer[] = [];
  for (const [n, reference] of references(server).entries()) {
    const asks = await request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url } });
    const entered = await asks.post("/demo/sign-in", { form: { reference }, maxRedirects: 0 });
    expect(entered.status()).toBe(303);
    const writer = { name: `nummer ${String(n + 1).padStart(2, "0")}.`, asks };
    await write(writer, `0190abcd-1${String(n).padStart(3, "0")}`, `Vraag van ${writer.name}`);
    all.push(writer);
  }
  return all;
}

/** Chooses from the command bar. */
async function command(page: Page, typed: string): Promise<void> {
  await islandsReady(page);
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("combobox", { name: /Typ een pagina/ })).toBeFocused();
  await page.keyboard.type(typed);
  await expect(page.getByRole("option").first()).toContainText(new RegExp(typed.replace(".", "\\."), "i"));
  await page.keyboard.press("Enter");
}

/** Who wrote the last message of the open conversation. */
async function whoAsks(page: Page): Promise<string> {
  const words = await page.locator(".bubble-theirs").last().innerText();
  return words.match(/nummer \d+\./)?.[0] ?? "";
}

/** Writes an answer and sends it. */
async function answer(page: Page, words: string): Promise<void> {
  await command(page, "Antwoord schrijven");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await expect(page.locator(".bubble-mine").last()).toContainText(words);
  await expect(page.locator(".bubble-mine").last()).toHaveAttribute("data-seq", /\d+/);
}

/** Goes to a field and chooses. */
async function choose(page: Page, field: string, value: string): Promise<void> {
  await page.locator(field).focus();
  await page.locator(field).selectOption(value);
}

/** Presses the button of a form by the keyboard, and waits until the queue is there again. */
async function send(page: Page, form: string): Promise<void> {
  await page.locator(`form[action$="/${form}"] button`).last().focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/console$/);
}

test("a shift of twenty conversations at once goes by the keyboard alone", { tag: ["@js", "@looks"] }, async ({ page, server }) => {
  test.setTimeout(300_000);
  const people = await writers(server);
  await signInAsAgent(page);
  server.run("agent", "desk", "--email", "noor@effen.example", "--capacity", String(many));

  // All twenty are taken and answered, in the order of the queue; nobody comes twice, nobody is left out.
  await page.goto("/console");
  const taken = new Set<string>();
  for (let n = 0; n < many; n += 1) {
    await command(page, "Volgende gesprek");
    await page.waitForURL(/\/console\/conversation\//);
    await islandsReady(page);
    const who = await whoAsks(page);
    taken.add(who);
    await answer(page, `Antwoord aan ${who}`);
  }
  expect(taken.size).toBe(many);
  await expectGoodPage(page);

  // Everybody says something more, in another order; the agent goes from one to the other by name.
  for (const [n, writer] of [...people].reverse().entries()) await write(writer, `0190abcd-2${String(n).padStart(3, "0")}`, `Dank, zegt ${writer.name}`);
  for (const writer of people.slice(0, many - 3)) {
    await expect(page.locator(".console-queue")).toContainText(`Dank, zegt ${writer.name}`);
    await command(page, `zegt ${writer.name}`);
    await expect(page.locator("#messages")).toContainText(`Dank, zegt ${writer.name}`);
    await answer(page, `Graag gedaan, ${writer.name}`);
    await command(page, "Gesprek sluiten");
    await choose(page, "#reason", "cannot_pay");
    await choose(page, "#outcome", "answered");
    await send(page, "close");
  }

  // Of the last three one is put aside, one gets a note and goes to a colleague, one gets a canned answer, read before it is sent.
  const [aside, handed, canned] = people.slice(many - 3).map(({ name }) => name);
  await command(page, `zegt ${aside}`);
  await expect(page.locator("#messages")).toContainText(`zegt ${aside}`);
  await command(page, "Gesprek opzij");
  await send(page, "snooze");
  await expect(page.locator(".console-queue")).toContainText("Opzij gezet");
  await command(page, `zegt ${handed}`);
  await expect(page.locator("#messages")).toContainText(`zegt ${handed}`);
  await command(page, "Notitie");
  await page.keyboard.type("Wil een regeling");
  await choose(page, "#note-to", "queue");
  await choose(page, "#note-skill", "plans");
  await send(page, "note");
  await command(page, `zegt ${canned}`);
  await expect(page.locator("#messages")).toContainText(`zegt ${canned}`);
  await command(page, "Antwoord schrijven");
  await page.keyboard.type("/pause");
  await page.keyboard.press("Enter");
  await expect(page.locator("#chat-body")).toHaveValue(/berichten/);
  // Put in, not sent: whoever wrote before has answers of earlier days as well.
  const answers = await page.locator(".bubble-mine").count();
  await expect(page.locator(".bubble-mine").last()).toContainText(`Antwoord aan ${canned}`);
  await page.keyboard.press("Enter");
  await expect(page.locator(".bubble-mine")).toHaveCount(answers + 1);
  await expect(page.locator(".bubble-mine").last()).toHaveAttribute("data-seq", /\d+/);
  await expectGoodPage(page);

  // Each reads what was meant for them, once, and nothing else.
  for (const { name, asks } of people) {
    const log = await (await asks.get("/chat")).text();
    expect(log.split(`Antwoord aan ${name}`).length - 1, name).toBe(1);
    for (const other of people) if (other.name !== name) expect(log, `${name} reads nothing of ${other.name}`).not.toContain(` ${other.name}`);
    await asks.dispose();
  }

  // And a file is one word away.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("vermeer");
  const file = page.getByRole("option", { name: /Dennis Vermeer/ });
  await expect(file).toBeVisible();
  while ((await file.getAttribute("aria-selected")) !== "true") await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Dennis Vermeer" })).toBeVisible();
});
