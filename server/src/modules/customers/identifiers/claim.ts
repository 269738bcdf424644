import type { Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import type { Way } from "../identity/facts.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { settleLater } from "../merging/settle-later.ts";
import type { Held } from "./hold-identifier.ts";
import { noteLink } from "./note-link.ts";

/** Ways of naming an identifier that prove nothing. */
export type Claimed = Extract<Way, "typed" | "caller" | "address" | "alias">;

/** Note that somebody named an identifier. It suggests to staff and opens, joins and merges nothing. Safe to repeat. */
export async function claim(
  ctx: Ctx,
  leafId: string,
  identifier: Identifier,
  how: Claimed,
  held?: Held,
): Promise<void> {
  const { fresh } = await noteLink(ctx, leafId, identifier, how, held);
  if (fresh) await emit(ctx, "identifier.claimed", leafId, { ...identifier, how });
  // An id that came by a link takes the worth from what events say of the same.
  if (fresh && how === "address") await settleLater(ctx, leafId);
}
