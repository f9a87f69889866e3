// `cargo xtask shots`: pictures of every page, for people to look at. Not part of the tests.
import { defineConfig } from "@playwright/test";
import { browserOptions } from "./support/browser.ts";

export default defineConfig({
  testDir: "pictures",
  globalSetup: "./support/prepare.ts",
  globalTeardown: "./support/remove.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  reporter: "line",
  use: { ...browserOptions, locale: "nl-NL", timezoneId: "Europe/Amsterdam" },
});
