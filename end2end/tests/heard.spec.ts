// What a screen reader is told: the accessibility tree of both sides of a conversation, in the order in which it is read.
// Who wrote each message is in the tree, for the side it stands on is seen by eyes only.
import { expect, islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

test("both sides of a chat, as a screen reader hears them", async ({ page, browser, baseURL }, info) => {
  test.slow();
  const scripts = !info.project.name.endsWith("-nojs");
  await signIn(page, "Job");
  await page.goto("/chat");
  await islandsReady(page);
  await expect(page.getByRole("main")).toMatchAriaSnapshot(`
    - main:
      - heading "Chat met ons" [level=1]
      - paragraph: /.+/
      - log "Gesprek":
        - list:
          - listitem: /.+/
      - textbox "Uw bericht"
      - paragraph: Deel geen wachtwoorden of pincodes. Die vragen wij nooit.
      - button "Verstuur"
      - group: Stuur een foto of PDF mee
      - link "Laat u terugbellen"
  `);
  await page.locator("#chat-body").fill("Hoort u mij?");
  await page.locator("#composer button.button[type=submit]").click();
  await expect(page.locator(".bubble-mine[data-seq]", { hasText: "Hoort u mij?" })).toBeVisible();

  const second = await browser.newContext({ baseURL, locale: "nl-NL", javaScriptEnabled: scripts, viewport: { width: 1280, height: 800 } });
  const agent = await second.newPage();
  await signInAsAgent(agent);
  await agent.locator('a[href^="/console/conversation/"]').filter({ hasText: "Hoort u mij?" }).first().click();
  await islandsReady(agent);
  await agent.locator('form[action$="/take"] button').first().click();
  await islandsReady(agent);
  await agent.locator("#chat-body").fill("Zeker.");
  await agent.locator("#composer button.button[type=submit]").click();
  await expect(agent.locator(".bubble-mine[data-seq]", { hasText: "Zeker." })).toBeVisible();
  if (!scripts) await page.goto("/chat");

  await expect(page.getByRole("log")).toMatchAriaSnapshot(`
    - log "Gesprek":
      - list:
        - /children: equal
        - listitem:
          - paragraph: Hoort u mij?
          - paragraph: /^U · \\d+:\\d+ · (Verstuurd|Aangekomen|Gelezen)$/
        - listitem:
          - paragraph: Zeker.
          - paragraph: /^\\d+:\\d+ · Noor van Effen$/
  `);
  // Announced once, by the page's one live region: the list itself is none.
  await expect(page.getByRole("log")).toHaveAttribute("aria-live", "off");
  if (scripts) await expect(page.getByRole("main").getByRole("status")).toHaveText("Noor van Effen: Zeker.");

  await expect(agent.getByRole("region", { name: "Gesprek" })).toMatchAriaSnapshot(`
    - region "Gesprek":
      - heading "Job Verhoeven" [level=1]
      - group: Opzij zetten en sluiten
      - group: Iets voorstellen
      - group: Notities en doorgeven (0)
      - log "Gesprek":
        - list:
          - /children: equal
          - listitem:
            - paragraph: Hoort u mij?
            - paragraph: /^\\d+:\\d+ · Job Verhoeven$/
          - listitem:
            - paragraph: Zeker.
            - paragraph: /^Noor · \\d+:\\d+ · (verstuurd|aangekomen|gelezen)$/
      - textbox "Antwoord"
      - button "Verstuur"
      - combobox "Kies een vast antwoord"
      - button "Zet in het veld"
      - group: Stuur een foto of PDF mee
  `);
  await expect(agent.getByRole("complementary", { name: "Dossier" })).toMatchAriaSnapshot(`
    - complementary "Dossier":
      - heading "Job Verhoeven" [level=2]
      - heading "Vragen en pauzes" [level=2]
      - heading "Persona" [level=2]
      - heading "Waarom" [level=3]
      - heading "Wat volgt" [level=2]
      - heading "Wat waarschijnlijk is" [level=2]
      - heading "Wat de laatste handelingen deden" [level=2]
      - heading "Vorderingen" [level=2]
      - table:
        - rowgroup:
          - row "Vordering Stand Open"
        - rowgroup:
          - row:
            - rowheader
            - cell
            - cell
      - heading "Wie helpt" [level=2]
      - heading "Laatste berichten van ons" [level=2]
      - heading "Veranderingen" [level=2]
      - group: Tijdlijn
  `);
  await second.close();
});
