// Bank statements: a transfer with an invoice's reference is booked by the import and seen by the debtor; one without it is
// proposed to an agent, who confirms it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { runFolder } from "../support/server.ts";
import { expect, expectGoodPage, islandsReady, languages, signIn, signInAsAgent, test } from "../support/test.ts";

/** The betalingskenmerk of an invoice of the demo: its digits behind a check digit. */
function kenmerk(invoice: string): string {
  const body = invoice.replace(/\D/g, "").padStart(15, "0");
  const weights = [2, 4, 8, 5, 10, 9, 7, 3, 6, 1];
  const sum = [...body].reverse().reduce((total, digit, at) => total + Number(digit) * (weights[at % 10] ?? 0), 0);
  const digit = 11 - (sum % 11);
  return `${digit === 10 ? 1 : digit === 11 ? 0 : digit}${body}`;
}

/** A statement in MT940 with one payment of so many cents. */
function statement(name: string, cents: number, info: string): string {
  const amount = (of: number) => `${Math.floor(of / 100)},${String(of % 100).padStart(2, "0")}`;
  const file = join(runFolder, `${name}.sta`);
  const lines = [
    ":20:E2E", ":25:NL91ABNA0417164300", ":28C:1", ":60F:C260511EUR10,00",
    `:61:260512C${amount(cents)}NTRFNONREF//${name}`, `:86:${info}`, `:62F:C260512EUR${amount(1_000 + cents)}`, "-", "",
  ];
  writeFileSync(file, lines.join("\r\n"));
  return file;
}

/** The first open invoice of who is signed in: its address, number, and what its page says. */
async function firstInvoice(page: Page): Promise<{ address: string; number: string; text: string }> {
  await page.locator('main a[href^="/invoice/"]:visible').first().click();
  await page.waitForURL(/\/invoice\/[^/]+$/);
  const text = await page.locator("main").innerText();
  const number = /\b[A-Z]\d{4}-\d{3}\b/.exec(text)?.[0] ?? "";
  expect(number, "the page names its invoice").not.toBe("");
  return { address: page.url(), number, text };
}

/** A name that no other project's statement has: each is a payment of its own. */
const own = (name: string): string => `${name}-${test.info().project.name}-${test.info().workerIndex}`;

test("a transfer with the invoice's reference is booked once, and the debtor sees it", async ({ page, server }) => {
  await signIn(page, "Dennis");
  const invoice = await firstInvoice(page);
  const file = statement(own("ref"), 137, `/IBAN/NL02ABNA0123456789/NAME/D VERMEER/REMI/kenmerk ${kenmerk(invoice.number)}`);
  const outcome = JSON.parse(server.run("import", "statement", file, "--json")) as Record<string, number>;
  expect(outcome).toMatchObject({ statements_new: 1, entries_new: 1, booked: 1, proposed: 0 });
  await page.reload();
  const after = await page.locator("main").innerText();
  expect(after, "what is open is less now").not.toBe(invoice.text);
  const again = JSON.parse(server.run("import", "statement", file, "--json")) as Record<string, number>;
  expect(again).toMatchObject({ statements_new: 0, statements_known: 1, entries_new: 0, booked: 0 });
  await page.reload();
  expect(await page.locator("main").innerText()).toBe(after);
});

test("a transfer without a reference is proposed with its reasons; an agent confirms it, and it is in the file", async ({ page, server }) => {
  test.slow();
  await signIn(page, "Job");
  const invoice = await firstInvoice(page);
  const name = own("guess");
  server.run("import", "statement", statement(name, 219, `/NAME/J. Onbekend/REMI/${name} voor ${invoice.number}`));
  await page.goto(invoice.address);
  expect(await page.locator("main").innerText(), "nothing is booked on a guess").toBe(invoice.text);

  await page.context().clearCookies();
  await signInAsAgent(page);
  await page.goto("/console/payments");
  await page.locator("tr", { hasText: name }).getByRole("link").click();
  await page.waitForURL(/\/console\/payments\/[^/]+$/);
  const address = page.url();
  for (const language of languages) {
    await page.goto(`/language/${language}?to=${new URL(address).pathname}`);
    await islandsReady(page);
    await expectGoodPage(page);
  }
  await page.goto(`/language/nl?to=${new URL(address).pathname}`);
  await islandsReady(page);
  const choice = page.locator("label.choice", { hasText: invoice.number });
  await expect(choice).toContainText("het factuurnummer staat erin");
  await expect(choice.getByRole("radio")).not.toBeChecked();
  await choice.click();
  await page.locator('form[action$="/book"] button[type=submit]').first().click();
  await expect(page.locator("main .lead a")).toContainText("Geboekt in dossier");
  await islandsReady(page);
  await expectGoodPage(page);
  await page.locator("main .lead a").click();
  await page.waitForURL(/\/console\/debtor\//);
  await expect(page.locator(".console-file")).toContainText("Betaling ontvangen");
  await islandsReady(page);
});

test("what is nobody's is set aside with a note, and taken up again", async ({ page, server }) => {
  const name = own("aside");
  server.run("import", "statement", statement(name, 311, `${name} zonder afzender`));
  await signInAsAgent(page);
  await page.goto("/console/payments");
  await page.locator("tr", { hasText: name }).getByRole("link").click();
  await islandsReady(page);
  await page.locator("#note").fill("Navraag gedaan bij de bank");
  await page.locator('form[action$="/aside"] button').click();
  await expect(page.locator("main")).toContainText("Navraag gedaan bij de bank");
  await islandsReady(page);
  await expectGoodPage(page);
  await page.locator('form[action$="/reopen"] button').click();
  await expect(page.locator("#note")).toBeVisible();
  await islandsReady(page);
});
