// Every page, in every language: one main heading, nothing sticking out, nothing that axe complains of, and no persona
// in what a debtor's browser receives.
import { people, places, ordinaryPerson, visit } from "../pages.ts";
import { expect, expectGoodPage, expectShape, languages, readIn, signIn, signInAsAgent, speak, test } from "../support/test.ts";

/** Names and codes of personas that must never reach a debtor. Saïda and the others are also first names of the demo's
 *  people, so the words are looked for where they would be codes: in attributes, classes and data. */
const codes = /\b(persona|tamara|bryan|saida|hendrik_jan|hendrik-jan|dennis)\b/i;

/** The document without what it says to a person: attributes and scripts only, but for the person's own address. */
function machinePart(html: string): string {
  return [...html.replace(/value="[^"\s]+@[^"\s]+"/g, "").matchAll(/<[^>]*>|<script[^>]*>[^<]*<\/script>/g)].map((match) => match[0]).join("\n");
}

for (const place of places) {
  const viewers = place.laidOut ? people : [place.person ?? ordinaryPerson];
  for (const person of place.viewer === "debtor" ? viewers : [""]) {
    test(`${place.name}${person ? ` of ${person}` : ""} is a good page in every language`, { tag: ["@looks", "@page"] }, async ({ page, server }, info) => {
      test.slow();
      // The document is the same at every size and without scripts: every language is read on the phone, else the one with the
      // longest words.
      const read = info.project.name === "phone" ? languages : (["fr"] as const);
      if (place.viewer === "debtor") await signIn(page, person);
      if (place.viewer === "agent") await signInAsAgent(page);
      for (const language of read) {
        await speak(page, server, language);
        await visit(page, place);
        await expect(page.locator("html")).toHaveAttribute("lang", language);
        // axe takes most of the time and knows no language: it looks at the first one, and at another one on the desktop.
        await (language === read[0] ? expectGoodPage(page) : expectShape(page));
        if (place.viewer === "debtor") expect(machinePart(await page.content())).not.toMatch(codes);
      }
    });
  }
}

test("every layout offers the same actions, at most one tap further away", async ({ page }) => {
  const actions = async (): Promise<string[]> => {
    const found = await page.locator("main a[href], main form[action]").evaluateAll((nodes) =>
      nodes.map((node) => node.getAttribute("href") ?? `form ${node.getAttribute("action")}`),
    );
    // What an action is about differs from person to person; that it is there does not.
    const kinds = found.map((target) => target.replace(/[?#].*$/, "").replace(/\/[0-9a-f-]{36}/g, "/ID"));
    return [...new Set(kinds)].sort();
  };
  const needed = ["/chat", "/help", "/pay", "/plan", "/costs", "/documents", "/invoice/ID", "form /profile/reminders"];
  for (const person of people) {
    await signIn(page, person);
    const offered = await actions();
    for (const action of needed) expect(offered, `${person} misses ${action}`).toContain(action);
  }
});

test("the languages do not mix: a page in English holds no Dutch sentence of the frame", async ({ page }) => {
  await signIn(page, ordinaryPerson);
  await readIn(page, "en");
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText("Uitloggen");
});
