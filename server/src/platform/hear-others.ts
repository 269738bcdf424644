import pg from "pg";
import type { Hints } from "./hints.ts";
import type { Log } from "./log.ts";

interface Parts {
  readonly url: string;
  readonly hints: Hints;
  readonly pool: pg.Pool;
  readonly log: Log;
  /** How long to wait before a broken connection is taken up again. */
  readonly pauseMs?: number;
}

/** Hear the hints of other processes on a connection of its own, taken up again whenever it breaks. Answers how to stop. */
export async function hearOthers({ url, hints, pool, log, pauseMs = 1_000 }: Parts): Promise<() => Promise<void>> {
  let closed = false;
  let client: pg.Client;
  const connect = async (): Promise<void> => {
    const mine = new pg.Client({ connectionString: url, application_name: "splot hints", keepAlive: true });
    client = mine;
    mine.on("error", () => {});
    // A connection that could not be had ends as well: this is the one place from which the next is tried.
    mine.on("end", () => {
      if (!closed) setTimeout(() => void again(), pauseMs).unref();
    });
    try {
      await mine.connect();
      await hints.connect(
        mine,
        async (payload) => void (await pool.query("select pg_notify('splot_hints', $1)", [payload])),
      );
    } catch (error) {
      await mine.end().catch(() => {});
      throw error;
    }
  };
  const again = async (): Promise<void> => {
    if (closed) return;
    await connect().catch((error: unknown) => log.warn({ err: error }, "the other processes are not heard"));
  };
  await connect();
  return async () => {
    closed = true;
    await client.end().catch(() => {});
  };
}
