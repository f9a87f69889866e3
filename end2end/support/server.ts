// Starting the real server on a database of its own. The demo data is made once a run (prepare.ts) and copied.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { copyFileSync, createWriteStream, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const workspace = resolve(import.meta.dirname, "../..");
const binary = process.env.EFFEN_BINARY ?? join(workspace, "target/debug/effen");
const siteRoot = process.env.EFFEN_SITE_ROOT ?? join(workspace, "target/site");

/** Where this run keeps its databases; the name reaches the workers through the environment. */
export const runFolder = (process.env.EFFEN_E2E_FOLDER ??= join(tmpdir(), `effen-end2end-${process.pid}`));

/** "sqlite" or "postgres". */
export const engine = process.env.EFFEN_E2E_ENGINE ?? "sqlite";

const templateFile = join(runFolder, "template.sqlite");

/** An empty, or copied, database: its address. */
function database(name: string, fromTemplate: boolean): string {
  if (engine === "sqlite") {
    const file = fromTemplate ? join(runFolder, `${name}.sqlite`) : templateFile;
    if (fromTemplate) {
      copyFileSync(templateFile, file);
      // What SQLite had not yet moved into the file itself.
      if (existsSync(`${templateFile}-wal`)) copyFileSync(`${templateFile}-wal`, `${file}-wal`);
    }
    return `sqlite:${file}`;
  }
  const base = new URL(process.env.EFFEN_E2E_POSTGRES_URL ?? "");
  const template = base.pathname.slice(1);
  if (!fromTemplate) return base.href;
  const createdb = process.env.EFFEN_E2E_CREATEDB ?? "createdb";
  execFileSync(createdb, [`--host=${base.hostname}`, `--port=${base.port}`, `--username=${base.username}`, `--template=${template}`, name]);
  base.pathname = `/${name}`;
  return base.href;
}

/** A free port below those the kernel hands to outgoing connections: a browser never takes it while the server restarts. */
async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000);
  const free = await new Promise<boolean>((done) => {
    const probe = createServer();
    probe.once("error", () => done(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => done(true)));
  });
  return free ? port : freePort();
}

/** A running server. */
export class Server {
  /** The file of tests whose database this is, and how many there were before. */
  private file: string | undefined;
  private files = 0;

  private constructor(
    private readonly name: string,
    readonly url: string,
    readonly environment: Record<string, string>,
    private readonly logFile: string,
    private child: ChildProcess,
  ) {}

  /** Makes the demo data that every server gets a copy of: enough people for every page, soon done. */
  static fillTemplate(): void {
    const environment = {
      ...process.env,
      EFFEN_DATABASE_URL: database("template", false),
      EFFEN_DATA_DIR: join(runFolder, "template-data"),
    };
    execFileSync(binary, ["demo", "--fill-only", "--debtors", "120", "--empty-desk"], { cwd: workspace, env: environment, stdio: "inherit" });
  }

  /** Starts the server on a copy of the demo data that goes by this name. */
  static async start(name: string): Promise<Server> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const dataFolder = join(runFolder, `${name}-data`);
    mkdirSync(dataFolder, { recursive: true });
    const environment = {
      EFFEN_DATABASE_URL: database(name, true),
      EFFEN_LISTEN: `127.0.0.1:${port}`,
      EFFEN_PUBLIC_URL: url,
      EFFEN_SITE_ROOT: siteRoot,
      EFFEN_DATA_DIR: dataFolder,
      EFFEN_LOG: process.env.EFFEN_LOG ?? "warn",
    };
    const logFile = join(runFolder, `${name}.log`);
    const server = new Server(name, url, environment, logFile, Server.spawn(environment, logFile));
    await server.ready();
    return server;
  }

  private static spawn(environment: Record<string, string>, logFile: string): ChildProcess {
    const child = spawn(binary, ["demo"], { cwd: workspace, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] });
    const log = createWriteStream(logFile, { flags: "a" });
    child.stdout?.pipe(log, { end: false });
    child.stderr?.pipe(log, { end: false });
    return child;
  }

  private async ready(): Promise<void> {
    const until = Date.now() + 60_000;
    while (Date.now() < until) {
      if (this.child.exitCode !== null) throw new Error(`the server ended with ${this.child.exitCode}:\n${this.log()}`);
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((next) => setTimeout(next, 100));
    }
    throw new Error(`the server did not answer:\n${this.log()}`);
  }

  /** Gives each file of tests a database of its own, on the same address: what one did to somebody's file is no concern of
   *  the next. */
  async belongTo(file: string): Promise<void> {
    if (this.file !== undefined && this.file !== file) {
      await this.stop();
      this.files += 1;
      this.environment.EFFEN_DATABASE_URL = database(`${this.name}_${this.files}`, true);
      this.child = Server.spawn(this.environment, this.logFile);
      await this.ready();
    }
    this.file = file;
  }

  /** What the server printed. */
  log(): string {
    return readFileSync(this.logFile, "utf8");
  }

  /** Runs a command of the program on this server's database, and returns what it printed. */
  run(...args: string[]): string {
    return execFileSync(binary, args, { cwd: workspace, env: { ...process.env, ...this.environment }, encoding: "utf8" });
  }

  /** Stops the server: in an orderly way, or as a crash does. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((done) => this.child.once("exit", done));
    this.child.kill(signal);
    const late = setTimeout(() => this.child.kill("SIGKILL"), 10_000);
    await ended;
    clearTimeout(late);
  }

  /** Stops and starts it again on the same address and database. */
  async restart(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    await this.stop(signal);
    this.child = Server.spawn(this.environment, this.logFile);
    await this.ready();
  }
}

/** Removes everything this run has made on disk. */
export function removeRunFolder(): void {
  rmSync(runFolder, { recursive: true, force: true });
}
