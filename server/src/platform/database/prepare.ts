import { createHash } from "node:crypto";
import pg from "pg";
import type { DatabaseLog } from "./log.ts";

/** A statement is prepared when it comes for this time: one that is written anew each time never is. */
const OFTEN = 4;
/** Prepared statements of one connection at most; each costs the server some ten kilobytes. */
const MOST = 300;
/** Statements that are remembered before they came often enough. */
const REMEMBERED = 2_000;
/** So many statements that the server does not know, and the way to it can't carry prepared ones. */
const STRIKES = 3;

/** What the planner must see the values of: batches, planned for the rows in them and in the tables by now, and marked ones. */
const PLANNED_EACH_TIME = /\b(?:unnest|jsonb_to_recordset)\(|\/\* planned each time: /;

/** SQLSTATE of a name that the server does not know, or knows already: a pooler gave us another connection. */
const ESTRANGED = new Set(["26000", "42P05"]);

/**
 * Did a statement fail only because it was prepared before: before its tables changed (the server's own check, in whatever
 * language it words it), or on another connection behind a pooler? Tried again, it is prepared anew.
 */
export const isOutdated = (error: unknown): boolean => {
  if (!(error instanceof Error) || !("code" in error)) return false;
  if (error.code === "0A000") return "routine" in error && error.routine === "RevalidateCachedQuery";
  return ESTRANGED.has(String(error.code));
};

type Send = (...words: unknown[]) => Promise<unknown>;

/**
 * Makes the connections of a pool prepare the statements that come often with values, which spares the server about half of
 * its work on small ones. A name belongs to its text on every connection of every process. A failure that only preparing
 * caused is made good here outside transactions, and by `makeRun` within.
 */
export function preparer(log: DatabaseLog): (client: pg.ClientBase) => void {
  const counts = new Map<string, number>();
  const names = new Map<string, { name: string; text: string }>();
  let [generation, strikes] = [0, 0];
  const prepared = (text: string) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST || strikes >= STRIKES) return known;
    if (PLANNED_EACH_TIME.test(text)) return undefined;
    const count = (counts.get(text) ?? 0) + 1;
    if (count < OFTEN) {
      if (counts.size >= REMEMBERED) counts.clear();
      counts.set(text, count);
      return undefined;
    }
    counts.delete(text);
    // A pooler keeps one plan a text for all, so that a statement prepared anew needs a new text, too.
    const marked = generation === 0 ? text : `${text} /* ${generation} */`;
    const statement = { name: `splot_${createHash("sha256").update(marked).digest("hex").slice(0, 32)}`, text: marked };
    names.set(text, statement);
    return statement;
  };
  const forget = (error: { code?: unknown }) => {
    generation++;
    names.clear();
    if (!ESTRANGED.has(String(error.code)) || ++strikes !== STRIKES) return;
    log.warn(
      {},
      "prepared statements get lost on the way to the database and are no longer used; see DATABASE_PREPARE",
    );
  };
  return (client) => {
    const send: Send = (...words) => Reflect.apply(pg.Client.prototype.query, client, words);
    const query = (text: unknown, values: unknown, ...rest: unknown[]): unknown => {
      const isPlain = typeof text === "string" && Array.isArray(values) && values.length > 0;
      const statement = isPlain ? prepared(text) : undefined;
      if (statement === undefined || !isPlain) return send(text, values, ...rest);
      const isAlone = (client as pg.Client).getTransactionStatus() === "I";
      const answer = send({ ...statement, values }).catch((error: Error & { code?: unknown }) => {
        if (!isOutdated(error)) throw error;
        forget(error);
        if (!isAlone) throw error;
        return send(text, values);
      });
      const [done] = rest;
      if (typeof done !== "function") return answer;
      answer.then(
        (result) => done(null, result),
        (error) => done(error),
      );
      return undefined;
    };
    client.query = query as typeof client.query;
  };
}
