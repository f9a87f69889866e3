// Which Chromium, and how it is started: Debian's own where Playwright has none.
import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

function executablePath(): string | undefined {
  if (process.env.EFFEN_E2E_BROWSER) return process.env.EFFEN_E2E_BROWSER;
  if (existsSync(chromium.executablePath())) return undefined;
  // Debian's shell without windows first: the whole browser draws its own frame as well, and takes twice as long.
  const installed = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"].map((name) => `/usr/bin/${name}`);
  return installed.find((path) => existsSync(path));
}

const launchOptions: LaunchOptions = {
  executablePath: executablePath(),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

export const browserOptions = { browserName: "chromium" as const, launchOptions };
