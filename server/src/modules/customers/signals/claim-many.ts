import type { Ctx } from "../../../platform/ctx.ts";
import { emitMany } from "../../../platform/emit-many.ts";
import type { Claimed } from "../identifiers/claim.ts";
import { type Identifier, identifierKey } from "../identity/namespaces.ts";
import { claimAbsent, writeLinks } from "./write-links.ts";

export interface NewClaim extends Identifier {
  readonly leafId: string;
  readonly how: Claimed;
  readonly at: Date;
}

/** Note at once that many leaves named identifiers: the same as `claim`, in a number of statements that does not grow. */
export async function claimMany(ctx: Ctx, claims: readonly NewClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await claimAbsent(ctx, claims);
  const same = Map.groupBy(claims, (claim) => `${claim.leafId} ${claim.how} ${identifierKey(claim)}`);
  const links = [...same.values()].map((group) => {
    const times = group.map(({ at }) => at.getTime());
    return { ...group[0]!, first: new Date(Math.min(...times)), last: new Date(Math.max(...times)) };
  });
  const news = (await writeLinks(ctx, links)).filter(({ fresh }) => fresh);
  await emitMany(
    ctx,
    "identifier.claimed",
    news.map(({ leafId, ns, value, how }) => ({ customerId: leafId, data: { ns, value, how } })),
  );
}
