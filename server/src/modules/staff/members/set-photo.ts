import type { Member } from "../../../../../contract/staff.ts";
import { may } from "../../../platform/actors.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { Refusal } from "../../../platform/errors.ts";
import { emitCompany } from "../../../platform/events.ts";
import { adoptFile, disownFile } from "../../../platform/files/files.ts";
import { isPicture } from "../../../platform/files/sniff.ts";
import { inPerson } from "../sessions/in-person.ts";
import { toMember } from "../tables.ts";
import { lockMember } from "./find-member.ts";
import { writeMember } from "./write-member.ts";

const LARGEST = 5 * 1024 * 1024;

/** Who owns the file of a member's photo. */
export const photoOwner = (memberId: string): string => `staff.member:${memberId}`;

/** Show an uploaded picture as a member's photo, or none. The stored type is what the bytes are, not what was claimed. */
export async function setPhoto(
  ctx: Ctx,
  { memberId, fileId }: { memberId: string; fileId: string | null },
): Promise<Member> {
  if (!may(ctx, "staff.manage") && inPerson(ctx).id !== memberId) throw new Refusal("not_allowed");
  const row = await lockMember(ctx, memberId);
  if (fileId === row.photo_file_id) return toMember(row);
  if (fileId !== null) {
    const file = await adoptFile(ctx, fileId, photoOwner(memberId), null);
    if (!isPicture(file.type)) throw new Refusal("unsupported_media_type");
    if (file.size > LARGEST) throw new Refusal("too_large", { limit: LARGEST });
  }
  if (row.photo_file_id !== null) await disownFile(ctx, row.photo_file_id);
  const changed = await writeMember(ctx, row, { photo_file_id: fileId });
  const changes = { photo_file_id: { from: row.photo_file_id, to: fileId } };
  await emitCompany(ctx, "member.changed", { memberId, changes });
  ctx.hint(`member:${memberId}`);
  ctx.hint("staff");
  return toMember(changed);
}
