import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { filesFolder } from "../../../server/src/platform/database/index.ts";
import type { Trial } from "../trial.ts";

/** No job was given up, and no mail is still on its way in or out. */
export async function nothingStuck({ pool }: Trial): Promise<string[]> {
  const { rows: jobs } = await pool.query<{ what: string }>(
    `select task_identifier || ': ' || coalesce(last_error, 'no error') as what from graphile_worker.jobs
     where attempts >= max_attempts or last_error is not null`,
  );
  const { rows: out } = await pool.query<{ what: string }>(
    `select key || ' to ' || recipient || ' is ' || state || ': ' || coalesce(detail, '') as what
     from platform.outgoing_mail where state not in ('sent', 'unknown')`,
  );
  const { rows: coming } = await pool.query<{ what: string }>(
    `select subject || ' from ' || envelope_from || ' is ' || state || ' ' || coalesce(reason || ': ' || detail, '') as what
     from conversations.mail_in where state <> 'done'`,
  );
  return [...jobs, ...out, ...coming].map(({ what }) => what);
}

/** Every mail that was sent arrived, none twice unless it is said to be unknown, and the message says the same. */
export async function mailsOnce({ pool, sink }: Trial): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; state: string; shown: string | null }>(
    `select o.message_id as id, o.state, (select m.delivery_state from conversations.message m
       where m.mail_id = btrim(o.message_id, '<>') and m.direction = 'out') as shown
     from platform.outgoing_mail o`,
  );
  const arrived = Map.groupBy(sink.arrived, (mail) => mail.messageId);
  const known = new Set(rows.map((row) => row.id.replace(/[<>]/g, "")));
  const faults = rows.flatMap(({ id, state, shown }) => {
    const count = arrived.get(id.replace(/[<>]/g, ""))?.length ?? 0;
    if (count > 1) return [`${id} arrived ${count} times and is ${state}`];
    if (count === 0 && state === "sent") return [`${id} is sent and never arrived`];
    return shown !== null && shown !== state ? [`${id} is ${state}, its message says ${shown}`] : [];
  });
  const strange = [...arrived.keys()].filter((id) => !known.has(id));
  return [...faults, ...strange.map((id) => `${id} arrived, and nobody decided to send it`)];
}

/** Every file that something refers to is on the disk, byte for byte. */
export async function filesWhole({ pool, product }: Trial): Promise<string[]> {
  const { rows } = await pool.query<{ store_key: string; sha256: string; owner: string }>(
    "select store_key, sha256, owner from platform.file where owner is not null",
  );
  const faults: string[] = [];
  for (const { store_key: key, sha256, owner } of rows) {
    const path = join(filesFolder(product.folder), key.slice(0, 2), key.slice(2, 4), key);
    const bytes = await readFile(path).catch(() => null);
    if (bytes === null) faults.push(`the file of ${owner} is gone`);
    else if (createHash("sha256").update(bytes).digest("hex") !== sha256)
      faults.push(`the file of ${owner} is damaged`);
  }
  return faults;
}

/** After all those losses our process holds one connection of each lasting kind, no more. */
export async function connectionsFew({ pool }: Trial): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; count: string }>(
    `select t.name, count(a.pid) from unnest(array['splot hints', 'splot supervisor']) as t (name)
     left join pg_stat_activity a on a.application_name = t.name group by 1`,
  );
  return rows.flatMap(({ name, count }) => (count === "1" ? [] : [`${count} connections are called ${name}`]));
}
