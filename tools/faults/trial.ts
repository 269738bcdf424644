import { mkdirSync, mkdtempSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { must } from "./ask.ts";
import { Ledger } from "./ledger.ts";
import { Product } from "./product.ts";
import { Random } from "./random.ts";
import { openSink, type Sink } from "./sink.ts";

/** One run: the product, what is sent to it, and what the world outside saw. */
export interface Trial {
  readonly product: Product;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly sink: Sink;
  /** Plain connections to the product's database, for looking. */
  readonly pool: pg.Pool;
  readonly short: boolean;
  /** An administrator's API token. */
  readonly token: string;
  readonly writeKey: string;
  readonly site: string;
  readonly address: string;
  /** True from the moment at which clients begin nothing new. */
  closing: boolean;
}

const password = "a trial of faults, 2 by 2";

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** A folder for everything. Root's database runs as a user who may not reach root's temporary folder. */
export async function makeFolder(): Promise<string> {
  const base = process.getuid?.() === 0 ? "/var/lib/splot" : tmpdir();
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, "splot-faults-"));
  await chmod(folder, 0o755);
  return folder;
}

/** Starts the product and sets it up through its own API, as an owner would. `onMade` gets it before it is started. */
export async function openTrial(seed: number, short: boolean, onMade: (product: Product) => void): Promise<Trial> {
  const random = new Random(seed);
  const sink = await openSink(random.fork());
  const ports = { port: await freePort(), smtpPort: await freePort() };
  const product = new Product(await makeFolder(), ports, {
    MAIL_URL: `smtp://127.0.0.1:${sink.port}`,
    // Every client comes from an address of its own, so that the limits of one address do not hold all of them up.
    TRUST_PROXY: "true",
    MAIL_DNS: `127.0.0.1:${await freePort()}`,
    LOG_LEVEL: "info",
    DATABASE_URL: "",
  });
  onMade(product);
  const ms = await product.start();
  console.log(`ready after ${(ms / 1000).toFixed(1)} s, folder ${product.folder}`);
  const pool = new pg.Pool({ connectionString: await product.databaseUrl(), max: 4 });
  pool.on("error", () => undefined);
  const token = await takeOver(product);
  const address = "hello@shop.example";
  const post = <T>(path: string, body: object) => must<T>(product, `/api${path}`, { token, body });
  const { id } = await post<{ id: string }>("/mail-addresses", { address, name: "Shop", teamId: null, locale: "en" });
  const site = await post<{ key: string }>("/sites", {
    name: "Shop",
    teamId: null,
    mailAddressId: id,
    accent: "#336699",
    greeting: { pl: "Cześć", ro: "Bună", en: "Hello" },
  });
  const { writeKey } = await post<{ writeKey: string }>("/event-sources", { name: "Shop's server", trusted: true });
  const ledger = new Ledger(random.fork());
  return { product, random, ledger, sink, pool, short, token, writeKey, site: site.key, address, closing: false };
}

/** Takes the installation by the link that it prints, and makes an API token that may do everything. */
async function takeOver(product: Product): Promise<string> {
  const link = () => /#token=([\w-]{43})/.exec(product.said)?.[1];
  for (let tries = 0; !link() && tries < 100; tries++) await sleep(50);
  const token = link();
  if (!token) throw new Error("the first start printed no link for the owner");
  const owner = { name: "Olga Owner", email: "olga@shop.example", password, company: "Shop", locale: "en" };
  const signedIn = await fetch(`${product.url}/api/owner`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ token, ...owner }),
  });
  if (!signedIn.ok) throw new Error(`the owner was refused: ${await signedIn.text()}`);
  const me = (await signedIn.json()) as { permissions: string[] };
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  const headers = { cookie, "sec-fetch-site": "same-origin" };
  const body = { name: "Trial", scopes: me.permissions };
  return (await must<{ token: string }>(product, "/api/api-tokens", { headers, body })).token;
}
