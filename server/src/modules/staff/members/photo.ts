import type { Ctx } from "../../../platform/ctx.ts";
import { found } from "../../../platform/errors.ts";
import { type Download, fileOf } from "../../../platform/files/files.ts";
import { db } from "../tables.ts";
import { photoOwner } from "./set-photo.ts";

/** A member's photo, for colleagues and for the customers with whom the member writes. */
export async function photo(ctx: Ctx, { memberId }: { memberId: string }): Promise<Download> {
  const row = await db(ctx)
    .selectFrom("staff.member")
    .select("photo_file_id")
    .where("id", "=", memberId)
    .executeTakeFirst();
  const file = await fileOf(ctx, found(row?.photo_file_id), photoOwner(memberId));
  return { storeKey: file.storeKey, name: file.name, type: file.type, inline: true };
}
