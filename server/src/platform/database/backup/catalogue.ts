import type pg from "pg";

/** A table whose rows a backup carries, with the columns that can be written. */
export interface Table {
  schema: string;
  name: string;
  columns: string[];
}

/** A foreign key with the text that makes it again. */
export interface ForeignKey {
  table: string;
  name: string;
  definition: string;
}

const ours = "n.nspname !~ '^pg_' and n.nspname <> 'information_schema'";
// What migrations write about themselves is written again by migrating.
const own = "not (n.nspname, c.relname) in (('platform', 'migration'), ('graphile_worker', 'migrations'))";

/** All tables with rows of ours; a partitioned one once, as a whole. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select n.nspname as schema, c.relname as name,
       (select coalesce(array_agg(a.attname::text order by a.attnum), '{}') from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and ${ours} and ${own}
     order by 1, 2`,
  );
  return rows;
}

/** The state of every sequence, identity columns included. */
export async function listSequences(
  client: pg.ClientBase,
): Promise<{ name: string; value: string; called: boolean }[]> {
  const { rows } = await client.query<{ name: string; value: string; called: boolean }>(
    `select format('%I.%I', schemaname, sequencename) as name, coalesce(last_value, start_value)::text as value,
       last_value is not null as called
     from pg_sequences order by 1`,
  );
  return rows;
}

/** All foreign keys, as declared on whole tables. */
export async function listForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `select format('%I.%I', n.nspname, c.relname) as table, quote_ident(k.conname) as name,
       pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and ${ours}
     order by 1, 2`,
  );
  return rows;
}

/** The schemas of ours that exist. */
export async function listSchemas(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname as name from pg_namespace n where ${ours} and n.nspname <> 'public' order by 1`,
  );
  return rows.map((row) => row.name);
}

/** Says whether the database holds any table, view, sequence or type of somebody's. */
export async function isEmptyDatabase(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours}
       and not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     limit 1`,
  );
  return rows.length === 0;
}

/** The table's name for a statement. */
export const tableName = (client: pg.ClientBase, table: { schema: string; name: string }): string =>
  `${client.escapeIdentifier(table.schema)}.${client.escapeIdentifier(table.name)}`;
