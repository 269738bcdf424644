import type { Locale } from "../../../../../contract/http.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { hashToken, newToken } from "../../../platform/ids.ts";
import { readIdentifier } from "../identifiers/normalise.ts";
import { prove } from "../identifiers/prove.ts";
import { newLeaf } from "../people/new-leaf.ts";
import { db } from "../tables.ts";

/**
 * Make a browser or phone a device of a leaf of its own. The id of the page's tracker joins what was browsed before, for
 * staff only: it opens nothing to the device, as whoever knows the id could send it.
 */
export async function enterDevice(
  ctx: Ctx,
  input: { locale: Locale; site: string; anonymousId?: string },
): Promise<{ token: string; deviceId: string; leafId: string }> {
  const leafId = await newLeaf(ctx, { origin: "chat", known: false, locale: input.locale });
  const token = newToken();
  const deviceId = ctx.id();
  await db(ctx)
    .insertInto("customers.device")
    .values({
      id: deviceId,
      leaf_id: leafId,
      token_hash: hashToken(token),
      locale: input.locale,
      site: input.site,
      user_agent: ctx.client.userAgent,
      created_at: ctx.now,
      last_seen_at: ctx.now,
    })
    .execute();
  const browser = input.anonymousId === undefined ? null : readIdentifier("anonymous", input.anonymousId);
  if (browser && !browser.blocked)
    await prove(ctx, leafId, { ns: "anonymous", value: browser.value }, { how: "source", ref: deviceId });
  return { token, deviceId, leafId };
}
