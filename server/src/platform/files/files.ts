import { sql } from "kysely";
import { actorName, type Ctx } from "../ctx.ts";
import { found, Refusal } from "../errors.ts";
import type { FileStore, Stored } from "./store.ts";

export type Files = FileStore;

/** A file that was stored for this request and has no row yet. */
export interface Upload extends Stored {
  readonly name: string;
  readonly type: string;
}

export interface FileRow {
  readonly id: string;
  readonly storeKey: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** A stored file as the answer of a call. */
export interface Download {
  readonly storeKey: string;
  readonly name: string;
  readonly type: string;
  /** Pictures that the product itself shows; everything else is saved, never opened on our origin. */
  readonly inline?: boolean;
}

/** Give a stored file its row, owned by nobody yet: what is not adopted within a day is swept. */
export async function recordFile(ctx: Ctx, upload: Upload): Promise<FileRow> {
  const id = ctx.id();
  await sql`
    insert into platform.file (id, store_key, name, type, size, sha256, created_by, created_at)
    values (${id}, ${upload.key}, ${upload.name}, ${upload.type}, ${upload.size}, ${upload.sha256}, ${actorName(ctx.actor)}, ${ctx.now})
    `.execute(ctx.tx);
  return { id, storeKey: upload.key, name: upload.name, type: upload.type, size: upload.size };
}

/** Make a row of a room the owner of an uploaded file. Refuses a file of somebody else or one that is owned already. */
export async function adoptFile(ctx: Ctx, fileId: string, owner: string, customerId: string | null): Promise<FileRow> {
  const { rows } = await sql<FileRow & { size: string }>`
    update platform.file set owner = ${owner}, customer_id = ${customerId}
    where id = ${fileId} and owner is null and created_by = ${actorName(ctx.actor)}
    returning id, store_key as "storeKey", name, type, size`.execute(ctx.tx);
  const row = rows[0];
  if (!row) throw new Refusal("not_found");
  return { ...row, size: Number(row.size) };
}

/** Let go of a file; the sweeper removes it. */
export async function disownFile(ctx: Ctx, fileId: string): Promise<void> {
  await sql`update platform.file set owner = null, created_at = ${ctx.now} where id = ${fileId}`.execute(ctx.tx);
}

/** The file that this owner holds. */
export async function fileOf(ctx: Ctx, fileId: string, owner: string): Promise<FileRow> {
  const { rows } = await sql<FileRow & { size: string }>`
    select id, store_key as "storeKey", name, type, size from platform.file where id = ${fileId} and owner = ${owner}`.execute(
    ctx.tx,
  );
  const row = found(rows[0]);
  return { ...row, size: Number(row.size) };
}
