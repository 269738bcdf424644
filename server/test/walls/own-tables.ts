/** Words after which SQL text and Kysely name a table, in whatever quotes: `from a.b`, `selectFrom("a.b")`, `join("a.b as c"`. */
const NAMED =
  /(?:\b(?:from|join|into|update|table|using)\s+|(?:From|Into|Table|Join|from|using)\(\s*\[?\s*)["'`]?([a-z_]+)["']?\."?[a-z_]+/g;

/** Schemas, other than a room's own, whose tables this source text names. */
export function strangers(source: string, room: string, schemas: readonly string[]): string[] {
  const named = [...source.matchAll(NAMED)].map((match) => match[1] ?? "");
  return [...new Set(named)].filter((schema) => schema !== room && schemas.includes(schema));
}
