import { sql } from "kysely";
import { disownFile } from "../../../platform/files/files.ts";
import type { House } from "../../../platform/house.ts";
import { task } from "../../../platform/jobs.ts";

const DAY_MS = 86_400_000;
const BATCH = 200;
const system = { kind: "system", name: "mail" } as const;

/**
 * Every night: mails that were taken in, or discarded, MAIL_KEEP_DAYS ago go, with their raw text and the keys by which a repeat of one is
 * known. What they brought stays with the message: text, HTML, files. A mail set aside waits for a person however long.
 */
export const sweepMail = task<Record<string, never>>(
  "sweep-mail",
  async (house) => {
    const before = new Date(house.clock().getTime() - house.settings.MAIL_KEEP_DAYS * DAY_MS);
    while ((await sweepSome(house, before)) === BATCH);
    await house.run(system, async (ctx) => {
      await sql`delete from conversations.received where channel = 'email' and at < ${before}`.execute(ctx.tx);
      const dayAgo = new Date(ctx.now.getTime() - DAY_MS);
      await sql`delete from conversations.auto_sent where at < ${dayAgo}`.execute(ctx.tx);
    });
  },
  { cron: "53 3 * * *" },
);

/** Some of the old mails, in a transaction of their own; answers how many. The files themselves go with the platform's sweep. */
const sweepSome = (house: House, before: Date): Promise<number> =>
  house.run(system, async (ctx) => {
    const { rows } = await sql<{ raw_file_id: string }>`
      delete from conversations.mail_in where id in
        (select id from conversations.mail_in where state in ('done', 'discarded') and done_at < ${before} order by done_at limit ${BATCH})
      returning raw_file_id`.execute(ctx.tx);
    for (const row of rows) await disownFile(ctx, row.raw_file_id);
    return rows.length;
  });
