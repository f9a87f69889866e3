// Journeys and experiments: a change of the question changes every chart and its table; an experiment is made, started
// and stopped.
import type { Page } from "@playwright/test";
import { expect, expectGoodPage, signInAsAgent, test } from "../support/test.ts";

/** The words and numbers of a chart. */
const chart = (page: Page, id: string) => page.locator(`#${id} svg`).textContent();

/** The table beside a chart. */
const beside = (page: Page, id: string) => page.locator(`.chart-pair:has(#${id}) table`);

test("each chart of the journeys follows the question, and its table says the same", async ({ page }) => {
  await signInAsAgent(page);
  await page.getByRole("link", { name: "Klantreizen" }).click();
  await expect(page.locator(".simulated")).toBeVisible();
  await expectGoodPage(page);
  const charts = ["steps", "stops", "days", "personas"];
  const before = new Map<string, string | null>();
  for (const id of charts) before.set(id, await chart(page, id));

  await page.locator("#creditor").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Toon" }).click();
  await page.waitForURL(/creditor=[^&]+/);
  for (const id of charts) {
    const now = await chart(page, id);
    expect(now, `${id} did not change`).not.toBe(before.get(id));
    for (const cell of await beside(page, id).locator("tbody tr:first-child td:nth-child(2)").allTextContents()) {
      if (id !== "personas") expect(now).toContain(cell);
    }
  }
  await expect(page.locator("#creditor"), "the question stays").not.toHaveValue("");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download als CSV" }).click();
  expect((await download).suggestedFilename()).toBe("journeys.csv");

  await page.locator("#until").fill("2020-01-02");
  await page.locator("#from").fill("2020-01-01");
  await page.getByRole("button", { name: "Toon" }).click();
  await expect(page.locator("#none")).toBeVisible();
  await page.goBack();
  await expect(page.locator("#steps")).toBeVisible();
});

test("an experiment is made with what was wrong put right, started with a reason, and stopped", async ({ page }) => {
  await signInAsAgent(page);
  await page.goto("/console/experiments/new");
  await page.locator("#name").fill("Proef met kort");
  await page.locator("#control_percent").fill("95");
  await page.locator("#name_1").fill("Kort");
  await page.locator("#tone_1").selectOption("brief");
  await page.locator('button[value="save"]').click();
  await expect(page.locator("#control_percent")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#hypothesis")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#tone_1"), "what was chosen still stands").toHaveValue("brief");
  await expectGoodPage(page);
  await page.locator('button[value="more"]').click();
  await page.locator("#name_2").fill("Later op de dag");
  await page.locator("#hour_2").fill("18");
  await page.locator("#hypothesis").fill("Kort werkt beter");
  await page.locator("#control_percent").fill("40");
  await page.locator('button[value="save"]').click();
  await page.waitForURL(/done=saved/);
  await expect(page.getByRole("table").first()).toContainText("18:00");
  await expect(page.getByRole("table").first()).toContainText("30%");

  await page.locator('button[value="start"]').click();
  await expect(page.locator("#reason")).toHaveAttribute("aria-invalid", "true");
  await page.locator("#reason").fill("Om te zien of het werkt");
  await page.locator('button[value="start"]').click();
  await page.waitForURL(/done=started/);
  await page.locator("#reason").fill("Genoeg gezien");
  await page.locator('button[value="stop"]').click();
  await page.waitForURL(/done=stopped/);
  await expect(page.locator("main")).toContainText("Genoeg gezien");
});

test("the experiment of the simulated year shows a chart for each outcome, says that it is simulated, and of so few claims nothing", async ({ page }) => {
  await signInAsAgent(page);
  await page.goto("/console/experiments");
  await page.getByRole("link", { name: "Eerst een plan of langer de tijd" }).click();
  await expect(page.locator(".simulated")).toBeVisible();
  for (const outcome of ["collected", "success", "plan_kept", "contacts", "costs", "complaint"]) {
    await expect(page.locator(`#${outcome} .chart-dot`)).toHaveCount(2);
    await expect(beside(page, outcome)).toContainText("Eerst een plan dat past");
  }
  await expect(page.locator("#comparable")).toContainText("te weinig mensen om te vergelijken");
  await expect(page.locator("main")).not.toContainText("groepen niet vergelijkbaar");
  await expectGoodPage(page);
});
