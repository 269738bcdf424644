import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { isLost } from "../database/is-lost.ts";
import type { Log } from "../log.ts";

const SHORTEST_MS = 50;
const LONGEST_MS = 1_000;
const nothing = { rows: [], rowCount: 0 };

/**
 * The pool as the job queue sees it. The queue does not wait for its notes of how jobs ended, so that one lost there would
 * end the process, and a job that is asked for goes astray. Each of its statements stands alone and may be repeated, so it
 * is, until the database is back; once `ended`, a statement that is lost answers with no rows.
 */
export function patientPool(pool: pg.Pool, log: Log, ended: AbortSignal): pg.Pool {
  const query = async (...words: Parameters<pg.Pool["query"]>): Promise<unknown> => {
    for (let pause = SHORTEST_MS; ; pause = Math.min(pause * 2, LONGEST_MS)) {
      try {
        return await pool.query(...words);
      } catch (error) {
        if (!isLost(error)) throw error;
        if (ended.aborted) return nothing;
        log.debug({ err: error }, "the job queue waits for the database");
        await sleep(pause);
      }
    }
  };
  // A listener needs a connection of its own and says so by a callback; its loss is the queue's to handle.
  const connect = (listen?: Parameters<pg.Pool["connect"]>[0]) =>
    listen ? pool.connect(listen) : Promise.resolve({ query, release: () => undefined });
  return new Proxy(pool, {
    get: (target, name) => {
      if (name === "query") return query;
      if (name === "connect") return connect;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}
