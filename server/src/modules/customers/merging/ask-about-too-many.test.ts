import { expect, test } from "vitest";
import * as contract from "../../../../../contract/customers.ts";
import { makeWorld } from "../../../../test/world.ts";

const world = await makeWorld();
const agent = await world.member();
const administrator = await world.member({ role: "administrator" });
const value = "konto@firma.example.com";

/** So many profiles that have all proved the address; the longest way there by the front door would be too long for a test. */
async function crowd(count: number): Promise<void> {
  await world.rows(
    `insert into customers.identifier (ns, value, status, first_seen_at, last_seen_at) values ('email', $1, 'claimed', now(), now())`,
    value,
  );
  await world.rows(
    `with made as (
       insert into customers.leaf (id, canonical_id, known, origin, created_at, last_seen_at)
       select id, id, true, 'mail', now(), now() from (select gen_random_uuid() as id from generate_series(1, $1)) t returning id)
     insert into customers.link (leaf_id, ns, value, how, first_seen_at, last_seen_at)
     select id, 'email', $2, 'mail', timestamptz '2020-01-01' + row_number() over () * interval '1 day', now() from made`,
    count,
    value,
  );
}

const open = async () => (await world.ok(contract.reviews, agent, {})).items;

test("of a thousand profiles that hang together a person is asked about what holds them, once, and blocking it ends the question", async () => {
  await crowd(1_000);
  for (const name of ["Ion Popa", "Ewa Lis"]) {
    const customerId = await world.customer({ name, proved: { email: value } });
    await world.settle();
    expect((await world.ok(contract.get, agent, { customerId })).leafIds).toEqual([customerId]);
    expect(await open()).toMatchObject([{ ns: "email", value, reason: "limit_connected_1000", state: "open" }]);
  }
  await world.ok(contract.blockValue, administrator, { ns: "email", kind: "exact", value });
  await world.settle();
  expect(await open()).toEqual([]);
});
