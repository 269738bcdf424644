import type { Locale } from "../../../../../contract/http.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { db, type TraitSource } from "../tables.ts";
import { writeTrait } from "./write-trait.ts";

export interface NewLeaf {
  /** Where this profile came from: `form`, `mail`, `chat`, `events`, `staff`. */
  readonly origin: string;
  /** False for a browser that has said nothing yet; such are left out of the list of customers. */
  readonly known?: boolean;
  readonly name?: string;
  readonly locale?: Locale;
}

/** A fresh leaf, a person of its own; answers its id. Its id is never reused and never derived from an identifier. */
export async function newLeaf(ctx: Ctx, input: NewLeaf): Promise<string> {
  const id = ctx.id();
  await db(ctx)
    .insertInto("customers.leaf")
    .values({
      id,
      canonical_id: id,
      known: input.known ?? true,
      origin: input.origin,
      created_at: ctx.now,
      last_seen_at: ctx.now,
    })
    .execute();
  ctx.hint(`customer:${id}`);
  if (input.name) await writeTrait(ctx, id, "name", input.name, sourceOf(input.origin));
  if (input.locale) await writeTrait(ctx, id, "locale", input.locale, sourceOf(input.origin));
  return id;
}

/** Whose word a value is that arrives with a new leaf. */
const sourceOf = (origin: string): TraitSource =>
  origin === "staff" || origin === "import" ? origin : origin === "events" ? "event" : "customer";
