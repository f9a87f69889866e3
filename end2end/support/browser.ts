// Which Chromium, and how it is started: Debian's own where Playwright has none, without a window if there is such a one.
import { existsSync } from "node:fs";
import { chromium, type LaunchOptions } from "@playwright/test";

function executablePath(): string | undefined {
  if (process.env.EFFEN_E2E_BROWSER) return process.env.EFFEN_E2E_BROWSER;
  if (existsSync(chromium.executablePath())) return undefined;
  return ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));
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
