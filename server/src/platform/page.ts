import { Refusal } from "./errors.ts";

/** A cursor is the sort key of the last row of a page; opaque to clients. */
export const toCursor = (key: readonly (string | number | Date)[]): string =>
  Buffer.from(JSON.stringify(key.map((part) => (part instanceof Date ? part.toISOString() : part)))).toString(
    "base64url",
  );

/** The parts of a cursor made by `toCursor`, or undefined for the first page. Refuses what it did not make. */
export function fromCursor(cursor: string | undefined, parts: number): string[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(key) &&
      key.length === parts &&
      key.every((part) => typeof part === "string" || typeof part === "number")
    )
      return key.map(String);
  } catch {
    // Falls through: whatever it was, it is no cursor of ours.
  }
  throw new Refusal("bad_input", { issues: [{ path: ["cursor"], message: "This cursor is not valid." }] });
}

/** Cut `limit + 1` fetched rows down to a page; the surplus row only says that there is a next one. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  limit: number,
  toItem: (row: Row) => Item,
  keyOf: (row: Row) => readonly (string | number | Date)[],
): { items: Item[]; next: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { items: kept.map(toItem), next: rows.length > limit && last !== undefined ? toCursor(keyOf(last)) : null };
}
