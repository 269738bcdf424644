import type { Locale } from "../../../../../contract/http.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { goldenRecord, type Trait } from "../identity/golden-record.ts";
import { db } from "../tables.ts";

/** Everything that was said of these leaves. */
export async function traitsOf(ctx: Ctx, leafIds: readonly string[]): Promise<Trait[]> {
  if (leafIds.length === 0) return [];
  return db(ctx)
    .selectFrom("customers.trait")
    .select(["customer_id as leafId", "key", "source", "value", "at"])
    .where("customer_id", "in", [...leafIds])
    .execute();
}

/** What holds of a person, of all that was said of its leaves. */
export async function goldenOf(ctx: Ctx, leafIds: readonly string[]) {
  const { name, birth_date, locale } = goldenRecord(await traitsOf(ctx, leafIds));
  return { name: name ?? null, birthDate: birth_date ?? null, locale: asLocale(locale) };
}

const asLocale = (value: string | undefined): Locale | null =>
  value === "pl" || value === "ro" || value === "en" ? value : null;
