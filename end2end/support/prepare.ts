// Once a run: fills a database with demo data, which every worker then gets a copy of.
import { mkdirSync } from "node:fs";
import { removeRunFolder, runFolder, Server } from "./server.ts";

export default function prepare(): void {
  removeRunFolder();
  mkdirSync(runFolder, { recursive: true });
  Server.fillTemplate();
}
