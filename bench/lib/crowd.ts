import { say } from "../../server/src/modules/conversations/chat/say.ts";
import { addSite } from "../../server/src/modules/conversations/settings/sites.ts";
import { hashToken, newToken, uuidv7 } from "../../server/src/platform/ids.ts";
import type { Bench } from "./house.ts";

export interface CrowdDevice {
  readonly id: string;
  readonly leafId: string;
  readonly token: string;
}

/** A customer who chats, with the agent who has the matter on the screen. */
export interface Chat {
  readonly device: CrowdDevice;
  readonly customerId: string;
  readonly matterId: string;
  readonly agent: number;
}

/** Many customers' devices at once, each on a leaf of its own, as `enterDevice` makes them. */
export async function makeDevices({ pool }: Bench, count: number): Promise<CrowdDevice[]> {
  const now = new Date();
  const devices = Array.from({ length: count }, () => ({ id: uuidv7(now), leafId: uuidv7(now), token: newToken() }));
  await pool.query(
    `insert into customers.leaf (id, canonical_id, known, origin, created_at, last_seen_at)
     select id, id, false, 'chat', $2, $2 from unnest($1::uuid[]) as id`,
    [devices.map(({ leafId }) => leafId), now],
  );
  await pool.query(
    `insert into customers.device (id, leaf_id, token_hash, locale, site, user_agent, created_at, last_seen_at)
     select id, leaf_id, token_hash, 'pl', 'shop', 'bench', $4, $4 from unnest($1::uuid[], $2::uuid[], $3::bytea[]) as t (id, leaf_id, token_hash)`,
    [
      devices.map(({ id }) => id),
      devices.map(({ leafId }) => leafId),
      devices.map(({ token }) => hashToken(token)),
      now,
    ],
  );
  return devices;
}

/** Agents with open sessions; answers their session tokens. */
export async function makeAgents({ pool }: Bench, count: number): Promise<string[]> {
  const now = new Date();
  const agents = Array.from({ length: count }, () => ({ id: uuidv7(now), token: newToken() }));
  await pool.query(
    `insert into staff.member (id, name, email, languages, locale, role, created_at)
     select id, 'Bench', id || '@staff.example', '{pl}', 'pl', 'agent', $2 from unnest($1::uuid[]) as id`,
    [agents.map(({ id }) => id), now],
  );
  await pool.query(
    `insert into staff.session (token_hash, id, member_id, user_agent, ip, created_at, last_seen_at)
     select hash, id, id, 'bench', '', $3, $3 from unnest($1::uuid[], $2::bytea[]) as t (id, hash)`,
    [agents.map(({ id }) => id), agents.map(({ token }) => hashToken(token)), now],
  );
  return agents.map(({ token }) => token);
}

/** A matter of each device, begun by its first words. */
export async function beginChats(bench: Bench, devices: readonly CrowdDevice[], agents: number): Promise<Chat[]> {
  const greeting = { pl: "Dzień dobry!", ro: "Bună ziua!", en: "Hello!" };
  const site = { name: "Shop", teamId: null, mailAddressId: null, accent: "#b4522d", greeting };
  await bench.house.run({ kind: "system", name: "bench" }, (ctx) => addSite(ctx, site, "shop"));
  const left = [...devices];
  const work = async (): Promise<void> => {
    for (let device = left.pop(); device; device = left.pop())
      await bench.house.run({ kind: "device", id: device.id, leafId: device.leafId, locale: "pl" }, (ctx) =>
        say(ctx, { text: "Dzień dobry, czy lampa jest dostępna?", fileIds: [] }),
      );
  };
  await Promise.all([work(), work(), work(), work()]);
  const { rows } = await bench.pool.query<{ id: string; customer_id: string }>(
    "select id, customer_id from conversations.matter",
  );
  const matters = new Map(rows.map((row) => [row.customer_id, row.id]));
  return devices.map((device, n) => ({
    device,
    customerId: device.leafId,
    matterId: matters.get(device.leafId) ?? "",
    agent: n % agents,
  }));
}
