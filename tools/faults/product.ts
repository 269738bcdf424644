import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { serverUrl } from "../../server/src/platform/database/embedded/connect.ts";
import { placeOf } from "../../server/src/platform/database/embedded/folder.ts";
import { databaseFolder } from "../../server/src/platform/database/index.ts";
import { processes, strike } from "./processes.ts";

const main = fileURLToPath(new URL("../../server/src/main.ts", import.meta.url));
const PATIENCE_MS = 60_000;

/** An end of our process that nobody asked for, with the last it said. */
export interface Exit {
  readonly code: string;
  /** It had not been ready yet. */
  readonly starting: boolean;
  readonly said: string;
}

/** The whole product as a child process, with its own folder and database: started, killed and started again. */
export class Product {
  readonly folder: string;
  readonly port: number;
  readonly smtpPort: number;
  readonly #env: Readonly<Record<string, string>>;
  readonly #log: ReturnType<typeof createWriteStream>;
  readonly exits: Exit[] = [];
  /** All that the first start said, the owner's link included. */
  said = "";
  #child: ChildProcess | undefined;
  #expected = false;

  constructor(folder: string, ports: { port: number; smtpPort: number }, env: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.port = ports.port;
    this.smtpPort = ports.smtpPort;
    this.#env = env;
    this.#log = createWriteStream(join(folder, "product.log"), { flags: "a" });
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Where the database is to be reached, password included. */
  databaseUrl(): Promise<string> {
    const place = placeOf(databaseFolder(this.folder));
    return serverUrl(place, Number(readFileSync(place.port, "utf8")), "splot");
  }

  /** Starts our process and waits until it is ready; answers the milliseconds that took. */
  async start(): Promise<number> {
    const begun = performance.now();
    this.#expected = false;
    const child = spawn(process.execPath, [main, "--empty", "--port", String(this.port), "--data", this.folder], {
      env: { ...process.env, SMTP_PORT: String(this.smtpPort), ...this.#env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    let last = "";
    let starting = true;
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (part: Buffer) => {
        last = (last + part).slice(-4_000);
        this.said = (this.said + part).slice(0, 20_000);
        this.#log.write(part);
      });
    child.once("exit", (code, signal) => {
      this.#log.write(`-- ended: ${code ?? signal}\n`);
      if (!this.#expected) this.exits.push({ code: String(code ?? signal), starting, said: last.trim() });
    });
    await this.ready();
    starting = false;
    return performance.now() - begun;
  }

  /** Waits until the product says that it is ready; throws when it has ended or takes too long. */
  async ready(): Promise<void> {
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
      await answer?.text().catch(() => "");
      if (answer?.status === 200) return;
      if (!this.running) throw new Error(`the product ended: ${this.exits.at(-1)?.said.slice(-1_000)}`);
      await sleep(25);
    }
    throw new Error(`the product was not ready within ${PATIENCE_MS / 1000} s`);
  }

  /** `kill -9` of our process. */
  async kill(): Promise<void> {
    if (!this.#child || !this.running) return;
    this.#expected = true;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await gone;
  }

  /** The process id of the PostgreSQL server, 0 when there is none. */
  postmaster(): number {
    try {
      const path = join(placeOf(databaseFolder(this.folder)).cluster, "postmaster.pid");
      return Number(readFileSync(path, "utf8").split("\n")[0]);
    } catch {
      return 0;
    }
  }

  /** The processes that the PostgreSQL server has for its connections and its own work. */
  backends(): number[] {
    const parent = this.postmaster();
    return processes().flatMap((one) => (one.parent === parent ? [one.pid] : []));
  }

  /** Tells our process to end and waits until it and its database are gone. */
  async stop(): Promise<boolean> {
    if (!this.#child || !this.running) return false;
    this.#expected = true;
    const gone = once(this.#child, "exit");
    this.#child.kill("SIGTERM");
    const inTime = await Promise.race([gone.then(() => true), sleep(30_000, false, { ref: false })]);
    return inTime && !alive(this.postmaster());
  }

  /** Ends whatever still runs on the folder, at once: for the last moment of this process. */
  end(): void {
    this.#expected = true;
    this.#child?.kill("SIGKILL");
    for (const { pid, words } of processes()) if (words.includes(`${this.folder}/`)) strike(pid);
  }

  /** Removes the folder with everything in it. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

const alive = (pid: number): boolean => pid > 0 && strike(pid, 0);
