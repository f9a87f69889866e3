// Every page × layout × width × scheme, and the longest language where it matters, into end2end/shots.
import { resolve } from "node:path";
import { ordinaryPerson, people, places, visit, type Place } from "../pages.ts";
import { islandsReady, signIn, signInAsAgent, test } from "../support/test.ts";

const folder = resolve(import.meta.dirname, "../shots");
const widths = [360, 768, 1280];
const schemes = ["light", "dark"] as const;

function viewers(place: Place): (string | undefined)[] {
  if (place.viewer !== "debtor") return [undefined];
  return place.laidOut ? people : [place.person ?? ordinaryPerson];
}

for (const place of places) {
  for (const viewer of viewers(place)) {
    const who = place.laidOut && viewer ? `-${viewer.toLowerCase()}` : "";
    test(`${place.name}${who}`, async ({ page }) => {
      if (place.viewer === "agent") await signInAsAgent(page);
      if (viewer) await signIn(page, viewer);
      await visit(page, place);
      // Dutch is what most people read; French is the longest.
      for (const language of ["nl", "fr"] as const) {
        const path = new URL(page.url()).pathname + new URL(page.url()).search;
        await page.goto(`/language/${language}?to=${encodeURIComponent(path)}`);
        await islandsReady(page);
        for (const width of widths) {
          for (const colorScheme of schemes) {
            await page.setViewportSize({ width, height: width < 500 ? 740 : 900 });
            await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
            // As high as the page: what sticks to the window's end then lies where it belongs.
            const height = await page.evaluate(() => document.documentElement.scrollHeight);
            await page.setViewportSize({ width, height: Math.min(height, 12_000) });
            await page.screenshot({ path: `${folder}/${place.name}${who}-${language}-${width}-${colorScheme}.png`, fullPage: true });
          }
        }
      }
    });
  }
}
