// Old invoices: whoever would acknowledge one by paying, by naming a day or by agreeing a plan is told so first, and can ask.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { runFolder, type Server } from "../support/server.ts";
import { askForLink, expect, expectGoodPage, readIn, test } from "../support/test.ts";

/** A day so many years and days from today, as files write it. */
function dayFrom(years: number, days: number): string {
  const day = new Date();
  day.setUTCFullYear(day.getUTCFullYear() + years);
  return new Date(day.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Imports three invoices of a new customer, and gives the customer's address: one whose kind is not known, three years old;
 *  one of a purchase, a month before its two years are over; one of a service, as old as the first. */
function importOldInvoices(server: Server): string {
  const own = test.info().project.name;
  const email = `oud-${own}@voorbeeld.test`;
  const file = join(runFolder, `oud-${own}-${test.info().workerIndex}.csv`);
  const row = (number: string, due: string, kind: string) => `K1,O. Oudgeld,${email},${number},${due},${due},80.00,${kind}`;
  writeFileSync(file, [
    "customer_number,customer_name,customer_email,number,issued_on,due_on,amount,limitation",
    row("OUD-1", dayFrom(-3, 0), ""),
    row("BIJNA-2", dayFrom(-2, 30), "consumer_purchase"),
    row("DIENST-3", dayFrom(-3, 0), "general"),
    "",
  ].join("\n"));
  const told = JSON.parse(server.run("import", "invoices", file, "--creditor", `Oude Winkel ${own}`, "--json")) as Record<string, number>;
  expect(told).toMatchObject({ new: 3, rejected: 0 });
  return email;
}

async function signInByMail(page: Page, email: string): Promise<void> {
  await page.goto(await askForLink(page, email));
  await page.locator("main form button").click();
  await page.waitForURL("**/overview");
}

/** The ids of the invoices by their number. */
async function claims(page: Page): Promise<Record<string, string>> {
  await page.goto("/documents");
  const found: Record<string, string> = {};
  for (const link of await page.locator('main a[href^="/invoice/"]').all()) {
    const number = /(OUD|BIJNA|DIENST)-\d/.exec(await link.innerText())?.[0];
    if (number) found[number] = (await link.getAttribute("href"))?.split("/").pop() ?? "";
  }
  return found;
}

test("an old invoice is warned about before it is paid, promised or put into a plan, each by its own term", async ({ page, server }) => {
  test.slow();
  await signInByMail(page, importOldInvoices(server));
  const of = await claims(page);
  const paying = page.locator("section.old-claims").filter({ hasText: "Betaalt u, dan erkent u de schuld" });
  const naming = page.locator("section.old-claims").filter({ hasText: "Noemt u een dag" });
  const agreeing = page.locator("section.old-claims").filter({ hasText: "Spreekt u nu een regeling af" });

  // Past its term: any payment and any promise.
  await page.goto(`/pay?claim=${of["OUD-1"]}`);
  await expect(paying).toBeVisible();
  await expect(paying).toContainText("OUD-1");
  await expect(paying.locator('a[href="/chat"]')).toBeVisible();
  await page.locator('details:has(form[action="/pay/later"]) summary').click();
  await expect(naming).toBeVisible();
  await expectGoodPage(page);
  await page.goto(`/pay?chosen=1&claim=${of["OUD-1"]}&amount.${of["OUD-1"]}=10`);
  await expect(paying).toBeVisible();

  // Near it: a part of it and a promise, for they begin the term anew; not all of it.
  await page.goto(`/pay?claim=${of["BIJNA-2"]}`);
  await expect(paying).toHaveCount(0);
  await expect(naming).toHaveCount(1);
  await page.goto(`/pay?chosen=1&claim=${of["BIJNA-2"]}&amount.${of["BIJNA-2"]}=10`);
  await expect(paying).toContainText("BIJNA-2");
  await expectGoodPage(page);

  // As old as the first, but of a kind with a longer term.
  await page.goto(`/pay?claim=${of["DIENST-3"]}`);
  await expect(page.locator("section.old-claims")).toHaveCount(0);

  // A plan over all of them names the two.
  await page.goto("/plan");
  await page.locator('main a[href^="/plan/terms"]').first().click();
  await page.waitForURL("**/plan/terms/**");
  await expect(agreeing).toContainText("OUD-1");
  await expect(agreeing).toContainText("BIJNA-2");
  await expect(agreeing).not.toContainText("DIENST-3");
  await expectGoodPage(page);
  await readIn(page, "fr");
  await expect(page.locator("section.old-claims")).toContainText("vous reconnaissez la dette");
  await expectGoodPage(page);
});
