import { type Kysely, sql } from "kysely";
import type { Actor, Ctx } from "./ctx.ts";
import { isOutdated } from "./database/index.ts";
import { sqlState } from "./errors.ts";
import { uuidv7 } from "./ids.ts";
import type { Log } from "./log.ts";
import type { Settings } from "./settings.ts";

// biome-ignore lint/complexity/noBannedTypes: the platform's handle knows no tables.
export type Db = Kysely<{}>;

export interface RunOptions {
  readonly client?: Ctx["client"];
  readonly requestId?: string;
  readonly now?: Date;
  readonly history?: boolean;
}

/** Runs an operation in one transaction. The actor may be looked up within it. */
export type Run = <T>(
  actor: Actor | ((ctx: Ctx) => Promise<Actor>),
  op: (ctx: Ctx) => Promise<T>,
  options?: RunOptions,
) => Promise<T>;

const RETRIED = new Set(["40001", "40P01"]);
const TRIES = 6;
const nowhere = { ip: "", userAgent: "" };

/** Makes `run`: transaction, retry of deadlocks (40001, 40P01) and outdated statements, hints sent after commit and only then. */
export function makeRun(parts: {
  db: Db;
  log: Log;
  settings: Settings;
  clock: () => Date;
  publish: (topics: readonly string[]) => void;
}): Run {
  return async (actor, op, options = {}) => {
    for (let attempt = 1; ; attempt++) {
      const topics = new Set<string>();
      const last = new Map<string, (ctx: Ctx) => Promise<void>>();
      const now = options.now ?? parts.clock();
      try {
        const result = await parts.db.transaction().execute(async (tx) => {
          const base = {
            tx,
            now,
            client: options.client ?? nowhere,
            requestId: options.requestId ?? "",
            log: parts.log,
            settings: parts.settings,
            history: options.history ?? false,
            id: () => uuidv7(now),
            hint: (topic: string) => void topics.add(topic),
            atEnd: (name: string, work: (ctx: Ctx) => Promise<void>) => void last.set(name, work),
          };
          const known = typeof actor === "function" ? await actor({ ...base, actor: { kind: "anonymous" } }) : actor;
          const ctx = { ...base, actor: known };
          const answer = await op(ctx);
          for (const work of last.values()) await work(ctx);
          return answer;
        });
        if (topics.size > 0 && !options.history) parts.publish([...topics]);
        return result;
      } catch (error) {
        const state = sqlState(error);
        if (attempt >= TRIES || !(RETRIED.has(state ?? "") || isOutdated(error))) throw error;
        parts.log.debug({ state, attempt }, "transaction tried again");
        await sql`select pg_sleep(${(Math.random() * attempt) / 50})`.execute(parts.db);
      }
    }
  };
}
