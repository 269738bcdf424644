import type { z } from "zod";
import type * as contract from "../../../../../contract/customers.ts";
import { contributions } from "../../../platform/contributions.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { list } from "./list.ts";

type Hit = z.output<typeof contract.Hit>;

/** Search over all rooms, best of each room first, the rooms in turn so that none crowds out the others. */
export async function search(ctx: Ctx, { q, limit }: { q: string; limit: number }): Promise<{ items: Hit[] }> {
  const found: Hit[][] = [];
  for (const { search } of contributions()) if (search) found.push(await search(ctx, q, limit));
  const items: Hit[] = [];
  for (let n = 0; n < limit; n += 1) items.push(...found.flatMap((hits) => hits[n] ?? []));
  return { items: items.slice(0, limit) };
}

/** This room's own part of the search. */
export async function searchCustomers(ctx: Ctx, q: string, limit: number): Promise<Hit[]> {
  const { items } = await list(ctx, { q, limit, anonymous: true });
  return items.map(({ id, name, email, phone, lastSeenAt }) => {
    const contacts = [email, phone].filter((one) => one !== null);
    const title = name ?? contacts[0] ?? "";
    return {
      kind: "customer",
      customerId: id,
      id,
      title,
      detail: contacts.filter((one) => one !== title).join(" · "),
      at: lastSeenAt,
    };
  });
}
