import type { Ctx } from "../../../platform/ctx.ts";
import { emit } from "../../../platform/events.ts";
import type { Way } from "../identity/facts.ts";
import type { Identifier } from "../identity/namespaces.ts";
import { settleLater } from "../merging/settle-later.ts";
import { db } from "../tables.ts";
import type { Held } from "./hold-identifier.ts";
import { noteLink } from "./note-link.ts";

export interface Proof {
  /** `code` typed back · `reply` to a mail with our token · `dmarc` aligned mail of its own sender · `source` that is trusted. */
  readonly how: "code" | "reply" | "dmarc" | "source";
  /** What shows it: a message's id, a device's, an event's. */
  readonly ref: string;
  /** The device on which it was proved; what belongs to the identifier opens there. */
  readonly deviceId?: string;
}

const written: Readonly<Record<Proof["how"], Way>> = { code: "code", reply: "reply", dmarc: "mail", source: "event" };

/**
 * Record that the holder of this leaf holds the identifier. Who else proved it, and whether the two are one person, is
 * decided in the background by the reaction to `identifier.proved`. Safe to repeat. A blocked value is noted and proves
 * nothing.
 */
export async function prove(
  ctx: Ctx,
  leafId: string,
  identifier: Identifier,
  proof: Proof,
  held?: Held,
): Promise<void> {
  const how = written[proof.how];
  const { fresh, status, leafId: owner } = await noteLink(ctx, leafId, identifier, how, held);
  if (status === "blocked") return;
  if (status === "claimed" && owner === null)
    await db(ctx)
      .updateTable("customers.identifier")
      .set({ leaf_id: leafId, status: "active" })
      .where("ns", "=", identifier.ns)
      .where("value", "=", identifier.value)
      .execute();
  if (proof.deviceId !== undefined)
    await db(ctx)
      .insertInto("customers.device_proof")
      .values({ device_id: proof.deviceId, ...identifier, proved_at: ctx.now })
      .onConflict((conflict) => conflict.columns(["device_id", "ns", "value"]).doNothing())
      .execute();
  if (fresh) await emit(ctx, "identifier.proved", leafId, { ...identifier, how });
  // Imported history sets off no reactions, and is about people all the same.
  if (fresh && ctx.history) await settleLater(ctx, leafId);
}
