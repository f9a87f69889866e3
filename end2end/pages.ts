// Every page, for the pictures (`cargo xtask shots`) and for tests that walk all of them. Add yours here.
import type { Page } from "@playwright/test";
import { asHelper } from "./support/helper.ts";

/** Who looks at a page. */
export type Viewer = "anybody" | "debtor" | "agent";

/** One page. */
export interface Place {
  /** Its name in file names and test titles. */
  name: string;
  viewer: Viewer;
  /** Its address, or how to get there for a page whose address differs from debtor to debtor. */
  open: string | ((page: Page) => Promise<void>);
  /** Whose page it is, where it is not the ordinary person's. */
  person?: string;
  /** Whether it is laid out by persona, so that each of the six people is worth a look. */
  laidOut?: boolean;
}

/** Follows the first link of the page's main part whose address fits. */
const follow = (from: string, href: RegExp) => async (page: Page) => {
  await page.goto(from);
  const links = await page.getByRole("main").getByRole("link").all();
  for (const link of links) {
    const target = await link.getAttribute("href");
    if (target && href.test(target)) {
      await page.goto(target);
      return;
    }
  }
  throw new Error(`${from} has no link like ${href}`);
};

/** The explanation of an invoice's costs. */
async function invoiceCosts(page: Page): Promise<void> {
  await follow("/overview", /^\/invoice\/[^/]+$/)(page);
  await page.goto(`${new URL(page.url()).pathname}/costs`);
}

/** The form of a dispute. */
async function tellDispute(page: Page): Promise<void> {
  await follow("/overview", /^\/invoice\/[^/]+$/)(page);
  await follow(new URL(page.url()).pathname, /^\/tell\/dispute/)(page);
}

/** A page of a running plan; agrees one first, where none runs. */
const withPlan = (then: string | ((page: Page) => Promise<void>)) => async (page: Page) => {
  await page.goto("/plan");
  const terms = page.locator('a[href^="/plan/terms/"]');
  if ((await terms.count()) > 0) {
    await terms.last().click();
    await page.locator('form[action="/plan/agree"] button[type="submit"]').click();
    await page.waitForURL(/\/plan\?agreed/);
  }
  if (typeof then === "string") await page.goto(then);
  else await then(page);
};

/** Giving a mandate; ends the one that runs. */
async function withoutMandate(page: Page): Promise<void> {
  await page.goto("/plan/debit");
  const stop = page.locator('form[action="/plan/debit/stop"] button');
  if ((await stop.count()) > 0) await stop.click();
  await page.locator("#iban").waitFor();
}

/** The mandate of a running plan; gives one first, where there is none. */
async function withMandate(page: Page): Promise<void> {
  await page.goto("/plan/debit");
  const iban = page.locator("#iban");
  if ((await iban.count()) > 0) {
    await iban.fill("NL91 ABNA 0417 1643 00");
    await page.locator("#holder").fill("B. Test");
    await page.locator('form[action="/plan/debit"] button[type="submit"]').click();
  }
  await page.locator('form[action="/plan/debit/stop"]').waitFor();
}

/** What an agent finds: the words go in a form, never in an address. */
export async function lookFor(page: Page, typed: string): Promise<void> {
  await page.goto("/console/debtors");
  await page.getByRole("searchbox").fill(typed);
  await page.getByRole("searchbox").press("Enter");
  await page.waitForURL(/\/console\/debtors\?s=/);
}

/** The file of somebody whom an agent looks for. */
async function consoleFile(page: Page): Promise<void> {
  await lookFor(page, "Vermeer");
  await follow(new URL(page.url()).pathname + new URL(page.url()).search, /^\/console\/debtor\//)(page);
}

/** The payments of a debtor, as agents see them. */
async function consolePayments(page: Page): Promise<void> {
  await consoleFile(page);
  await page.goto(`${new URL(page.url()).pathname}/payments`);
}

/** Who helps a debtor, as agents see it. */
async function consoleHelpers(page: Page): Promise<void> {
  await consoleFile(page);
  await page.goto(`${new URL(page.url()).pathname}/helpers`);
}

/** Paying, with one amount divided over everything. */
async function payOneAmount(page: Page): Promise<void> {
  await page.goto("/pay");
  const ids = await page.locator('input[name="claim"]').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value));
  await page.goto(`/pay?chosen=1&sum=25&${ids.map((id) => `claim=${id}`).join("&")}`);
}

export const places: Place[] = [
  { name: "sign-in", viewer: "anybody", open: "/" },
  { name: "not-found", viewer: "anybody", open: "/no-such-page" },
  { name: "demo", viewer: "anybody", open: "/demo" },
  { name: "demo-outbox", viewer: "anybody", open: "/demo/outbox" },
  { name: "really-us", viewer: "anybody", open: "/really-us" },
  { name: "agent-sign-in", viewer: "anybody", open: "/console/sign-in" },
  { name: "overview", viewer: "debtor", open: "/overview", laidOut: true },
  { name: "invoice", viewer: "debtor", open: follow("/overview", /^\/invoice\/[^/]+$/) },
  { name: "invoice-costs", viewer: "debtor", open: invoiceCosts },
  { name: "costs", viewer: "debtor", open: "/costs" },
  { name: "documents", viewer: "debtor", open: "/documents" },
  { name: "pay", viewer: "debtor", open: "/pay" },
  { name: "pay-one-amount", viewer: "debtor", open: payOneAmount },
  { name: "payments", viewer: "debtor", open: "/payments" },
  { name: "plan", viewer: "debtor", open: "/plan" },
  { name: "plan-terms", viewer: "debtor", open: follow("/plan", /^\/plan\/terms/) },
  { name: "plan-budget", viewer: "debtor", open: "/plan/budget" },
  { name: "plan-running", viewer: "debtor", person: "Bryan", open: withPlan("/plan") },
  { name: "plan-change", viewer: "debtor", person: "Bryan", open: withPlan("/plan/change") },
  { name: "plan-change-weekly", viewer: "debtor", person: "Bryan", open: withPlan("/plan/change?rhythm=weekly&first_on=wrong&amount=x") },
  { name: "plan-change-terms", viewer: "debtor", person: "Bryan", open: withPlan(follow("/plan/change", /^\/plan\/terms/)) },
  { name: "plan-skip", viewer: "debtor", person: "Bryan", open: withPlan("/plan/skip") },
  { name: "plan-extra", viewer: "debtor", person: "Bryan", open: withPlan("/plan/extra") },
  { name: "plan-debit", viewer: "debtor", person: "Bryan", open: withPlan(withoutMandate) },
  { name: "plan-debit-given", viewer: "debtor", person: "Bryan", open: withPlan(withMandate) },
  { name: "plan-agreement", viewer: "debtor", person: "Bryan", open: withPlan("/plan/agreement") },
  { name: "chat", viewer: "debtor", open: "/chat" },
  { name: "help", viewer: "debtor", open: "/help" },
  { name: "cases", viewer: "debtor", open: "/cases" },
  { name: "tell-dispute", viewer: "debtor", open: tellDispute },
  { name: "tell-administrator", viewer: "debtor", open: "/tell/administrator" },
  { name: "tell-deceased", viewer: "debtor", open: "/tell/deceased" },
  { name: "tell-complaint", viewer: "debtor", open: "/tell/complaint" },
  { name: "inbox", viewer: "debtor", open: "/inbox" },
  { name: "inbox-message", viewer: "debtor", open: follow("/inbox", /^\/inbox\/.+/) },
  { name: "profile", viewer: "debtor", open: "/profile" },
  { name: "helpers", viewer: "debtor", open: "/helpers" },
  { name: "helpers-give", viewer: "debtor", open: "/helpers/give" },
  { name: "helping", viewer: "anybody", open: asHelper("Tamara", "home") },
  { name: "helping-file", viewer: "anybody", open: asHelper("Job", "") },
  { name: "helping-talk", viewer: "anybody", open: asHelper("Saïda", "/talk") },
  { name: "helping-plan", viewer: "anybody", open: asHelper("Hendrik-Jan", "/plan") },
  { name: "helping-pause", viewer: "anybody", open: asHelper("Bryan", "/pause") },
  { name: "console", viewer: "agent", open: "/console" },
  { name: "console-cases", viewer: "agent", open: "/console/cases" },
  { name: "console-canned", viewer: "agent", open: "/console/canned" },
  { name: "console-canned-edit", viewer: "agent", open: "/console/canned/edit?shortcut=pause&language=nl&tone=" },
  { name: "console-plans", viewer: "agent", open: "/console/plans" },
  { name: "console-calls", viewer: "agent", open: "/console/calls" },
  { name: "console-undelivered", viewer: "agent", open: "/console/undelivered" },
  { name: "console-treatment", viewer: "agent", open: "/console/treatment" },
  { name: "console-treatment-of", viewer: "agent", open: "/console/treatment/tamara" },
  { name: "console-journeys", viewer: "agent", open: "/console/journeys" },
  { name: "console-journeys-wrong", viewer: "agent", open: "/console/journeys?from=x" },
  { name: "console-experiments", viewer: "agent", open: "/console/experiments" },
  { name: "console-experiment-new", viewer: "agent", open: "/console/experiments/new" },
  { name: "console-experiment", viewer: "agent", open: follow("/console/experiments", /^\/console\/experiment\/[^/]+$/) },
  { name: "console-account", viewer: "agent", open: "/console/account" },
  { name: "console-beside", viewer: "agent", open: "/console/beside" },
  { name: "console-hours", viewer: "agent", open: "/console/hours" },
  { name: "console-users", viewer: "agent", open: "/console/users" },
  { name: "console-user", viewer: "agent", open: follow("/console/users", /^\/console\/user\//) },
  { name: "console-waivers", viewer: "agent", open: "/console/waivers" },
  { name: "console-supervision", viewer: "agent", open: "/console/supervision" },
  { name: "console-search", viewer: "agent", open: (page) => lookFor(page, "Vermeer") },
  { name: "console-bank-payments", viewer: "agent", open: "/console/payments" },
  { name: "console-file", viewer: "agent", open: consoleFile },
  { name: "console-payments", viewer: "agent", open: consolePayments },
  { name: "console-helpers", viewer: "agent", open: consoleHelpers },
];

/** The people of the demonstration, as its list calls them: one for each layout, in the order of the UX page. */
export const people = ["Tamara", "Bryan", "Job", "Saïda", "Hendrik-Jan", "Dennis"];

/** The one who looks at the pages that are not laid out by persona. */
export const ordinaryPerson = "Dennis";

/** Opens a place. */
export async function visit(page: Page, place: Place): Promise<void> {
  if (typeof place.open === "string") await page.goto(place.open);
  else await place.open(page);
}

export { follow };
