// The browser tests: the real server, a real Chromium, a phone and a desktop, JavaScript on and off.
// What debtors do is done on a phone with scripts and at a desktop without; what agents do, at a desktop both ways. Every page
// is looked at on a phone both ways and at a desktop. A test tagged @js needs JavaScript and is left out of the projects without
// it; @nojs the other way round; @looks marks what does not depend on the database engine, and is left out of the run on the
// second one, which runs with scripts: the engine does not know what a browser can.
import { defineConfig, type Project } from "@playwright/test";
import { browserOptions } from "./support/browser.ts";
import { engine } from "./support/server.ts";

// One of the two in the dark scheme: both schemes are seen by axe.
const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, colorScheme: "dark" as const };
const desktop = { viewport: { width: 1280, height: 800 } };

const seen = engine === "sqlite" ? [] : [/@looks/];
const withScripts = [/@nojs/, ...seen];
const withoutScripts = [/@js/, ...seen];

/** What looks alike on both engines and whose queries the server's own tests run on both: not walked again on the second one. */
const onceOnly = engine === "sqlite" ? [] : [/(documents|effect|front|heard|meter|old_claims|outreach|provider|treatment)\.spec\.ts$/];

/** Tests of the agents' work. */
const console = /(effect|outreach|search|shift|statements|treatment|watched)\.spec\.ts$/;
const pages = /pages\.spec\.ts$/;
const walk = /walk\.spec\.ts$/;

const projects: Project[] = [
  { name: "phone", use: phone, grepInvert: withScripts, testIgnore: [console, ...onceOnly] },
  { name: "desktop", use: desktop, grepInvert: withScripts, testMatch: [console, pages, walk], testIgnore: onceOnly },
  { name: "phone-nojs", use: { ...phone, javaScriptEnabled: false }, grepInvert: withoutScripts, testMatch: pages },
  // Without scripts axe cannot run, and what sticks out does so on the phone first: the pages are looked at there.
  { name: "desktop-nojs", use: { ...desktop, javaScriptEnabled: false }, grepInvert: [...withoutScripts, /@page/] },
];
const secondEngine = ["phone", "desktop"];

export default defineConfig({
  testDir: "tests",
  globalSetup: "./support/prepare.ts",
  globalTeardown: "./support/remove.ts",
  // Each worker has a server of its own, made anew for each project, and each file of tests a database of its own.
  workers: Number(process.env.EFFEN_E2E_WORKERS ?? 2),
  timeout: 45_000,
  expect: { timeout: 10_000 },
  // A machine that is short of breath may be late once; what passed only when tried again is named in the summary.
  retries: 1,
  forbidOnly: true,
  reporter: "list",
  outputDir: "test-results",
  use: {
    ...browserOptions,
    locale: "nl-NL",
    timezoneId: "Europe/Amsterdam",
    // Without transitions between pages: while one runs, nothing on the page can be clicked.
    contextOptions: { reducedMotion: "reduce" },
    screenshot: "only-on-failure",
    // A trace is for looking closer at one test (--trace on): kept of every test, it takes a tenth of the time.
    trace: "off",
  },
  projects: projects.filter(({ name }) => engine === "sqlite" || secondEngine.includes(name ?? "")),
});
