import { drain } from "../drain.ts";
import type { Trial } from "../trial.ts";
import { difference, fingerprints } from "./tables.ts";

/** Pointers go one step, and two leaves have the same canonical one exactly where standing edges connect them. */
export async function pointersAgree({ pool }: Trial): Promise<string[]> {
  const { rows: leaves } = await pool.query<{ id: string; canonical: string }>(
    "select id, canonical_id as canonical from customers.leaf",
  );
  const { rows: edges } = await pool.query<{ a: string; b: string }>(
    "select a_leaf as a, b_leaf as b from customers.edge where undone_at is null",
  );
  const parent = new Map(leaves.map(({ id }) => [id, id]));
  const rootOf = (id: string): string => {
    let at = id;
    while (parent.get(at) !== at) at = parent.get(at) ?? at;
    return at;
  };
  for (const { a, b } of edges) parent.set(rootOf(a), rootOf(b));
  const canonicals = new Map(leaves.map(({ id, canonical }) => [id, canonical]));
  const ofRoot = new Map<string, string>();
  return leaves.flatMap(({ id, canonical }) => {
    if (canonicals.get(canonical) !== canonical) return [`${id} points to ${canonical}, which is not canonical`];
    if (rootOf(id) !== rootOf(canonical)) return [`${id} points to ${canonical}, and no edges connect them`];
    const other = ofRoot.get(rootOf(id)) ?? canonical;
    ofRoot.set(rootOf(id), other);
    return other === canonical ? [] : [`edges connect ${id} with people of ${other}, but it points to ${canonical}`];
  });
}

const whoIsWho = ["customers.leaf", "customers.edge", "customers.identifier", "customers.apart", "customers.review"];

/** Whoever is settled anew from all facts is who he was: the product is told to recompute every leaf, and nothing changes. */
export async function recomputed(trial: Trial): Promise<string[]> {
  const { pool } = trial;
  const before = await fingerprints(pool, whoIsWho);
  await pool.query(
    `select graphile_worker.add_job('settle-people', json_build_object('leafIds', json_build_array(id))) from customers.leaf`,
  );
  const left = await drain(trial);
  return [...left, ...difference(before, await fingerprints(pool, whoIsWho))];
}
