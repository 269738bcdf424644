import { setTimeout as sleep } from "node:timers/promises";
import { strike } from "./processes.ts";
import type { Trial } from "./trial.ts";

const waysToKill = ["process", "database", "connections", "both"] as const;
type Way = (typeof waysToKill)[number];

/** What was killed, and how long it took until the product was ready again. */
export interface Kill {
  readonly way: Way;
  readonly ms: number;
  /** Mails that were taken by the next server and not noted yet. */
  readonly mails: number;
}

/**
 * Kills with `kill -9` at random moments for so long: our process, the PostgreSQL server, some of its connections, or
 * both; now and then again while it recovers. Our process is started again when it was killed and only then: it has to
 * live through the loss of the database.
 */
export async function killForAWhile(trial: Trial, ms: number, onKill: (kill: Kill) => void): Promise<void> {
  const random = trial.random.fork();
  const end = performance.now() + ms;
  // Each way comes about, the first four times in whatever order.
  const order = random.shuffle(waysToKill);
  const longest = trial.short ? 1_500 : 9_000;
  const most = trial.short ? order.length : Number.POSITIVE_INFINITY;
  for (let n = 0; n < most && performance.now() < end; n++) {
    await sleep(random.between(300, longest));
    if (random.chance(60)) await mailUnderWay(trial);
    const way = order[n] ?? random.pick(waysToKill);
    const begun = performance.now();
    const mails = trial.sink.unanswered;
    await kill(trial, way, random.chance(50));
    if (random.chance(15)) {
      await sleep(random.between(20, 1_000));
      await kill(trial, random.pick(waysToKill), random.chance(50));
    }
    await recover(trial);
    onKill({ way, mails, ms: performance.now() - begun });
  }
}

const MOMENT_MS = 1_500;

/** The worst of moments: a mail was taken by the next server, and ours has not heard so. */
async function mailUnderWay({ sink }: Trial): Promise<void> {
  const deadline = performance.now() + MOMENT_MS;
  while (sink.unanswered === 0 && performance.now() < deadline) await sleep(10);
}

async function kill({ product, random }: Trial, way: Way, databaseFirst: boolean): Promise<void> {
  if (way === "connections") {
    for (const pid of product.backends()) if (random.chance(30)) strike(pid);
  }
  if (way === "database" || (way === "both" && databaseFirst)) strike(product.postmaster());
  if (way === "process" || way === "both") await product.kill();
  if (way === "both" && !databaseFirst) strike(product.postmaster());
}

const STARTS = 5;

/** Starts our process where it is gone, and waits until all is well. One that ended by itself is in `product.exits`. */
async function recover({ product }: Trial): Promise<void> {
  // A server that was struck answers for a moment still; what counts is that it stays ready.
  let starts = 0;
  for (let calm = 0; calm < 5; calm++) {
    await sleep(60);
    const isWell = product.running ? product.ready() : product.start();
    await isWell.catch((error: unknown) => {
      if (product.running || ++starts > STARTS) throw error;
      calm = 0;
    });
  }
}
