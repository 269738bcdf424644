import { newLeaf } from "../../server/src/modules/customers/index.ts";
import type { Bench } from "./house.ts";

const system = { kind: "system", name: "bench" } as const;

/** A customer of one leaf with a name and an address. */
export const customer = ({ house }: Bench, n: number): Promise<string> =>
  house.run(system, (ctx) => newLeaf(ctx, { origin: "mail", name: `Customer ${n}` }));

/**
 * Give a leaf so many entries over the last year: page views of 200 pages, two in a row of each, and every tenth a purchase.
 * Leaves with the same `shift` look at the same page at the same time, so that their views fold together.
 */
export async function fillHistory({ pool }: Bench, leafId: string, entries: number, shift = 0): Promise<void> {
  await pool.query(
    `insert into platform.event (customer_id, at, id, name, actor, channel, received_at, data)
     select $1, date_trunc('milliseconds', now() - (n * 31536000.0 / $2 + random()) * interval '1 second'), gen_random_uuid(),
       case when n % 10 = 0 then 'track' else 'page' end, 'system:intake', 'web', now(),
       case when n % 10 = 0 then jsonb_build_object('event', 'Order Completed', 'properties', jsonb_build_object('total', n, 'currency', 'PLN'))
         else jsonb_build_object('properties', jsonb_build_object('path', '/p/' || ((n / 2 + $3::int) % 200), 'title', 'Lampa stołowa Zorza · Domowa',
           'url', 'https://domowa.example/p/' || ((n / 2 + $3::int) % 200)), 'context', jsonb_build_object('locale', 'pl-PL', 'userAgent',
           'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36')) end
     from generate_series(1, $2::int) n`,
    [leafId, entries, shift],
  );
}
