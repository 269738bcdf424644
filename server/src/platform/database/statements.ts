/**
 * Splits SQL text into its statements, without the semicolons and without what is only comment. Knows quotes,
 * E'' escapes, quoted names, dollar quotes and nested comments; not the `begin atomic` bodies of SQL functions.
 */
export function splitStatements(sql: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let holdsCode = false;
  for (let at = 0; at < sql.length; ) {
    const comment = commentEnd(sql, at);
    if (comment) {
      at = comment;
      continue;
    }
    if (sql[at] === ";") {
      if (holdsCode) statements.push(sql.slice(start, at).trim());
      at += 1;
      start = at;
      holdsCode = false;
      continue;
    }
    if (/\S/.test(sql[at]!)) holdsCode = true;
    at = wordEnd(sql, at) ?? quoteEnd(sql, at) ?? at + 1;
  }
  if (holdsCode) statements.push(sql.slice(start).trim());
  return statements;
}

function commentEnd(sql: string, at: number): number | undefined {
  if (sql.startsWith("--", at)) {
    const end = sql.indexOf("\n", at);
    return end < 0 ? sql.length : end + 1;
  }
  if (!sql.startsWith("/*", at)) return undefined;
  const marks = /\/\*|\*\//g;
  marks.lastIndex = at;
  let depth = 0;
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === "/*" ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return sql.length;
}

/** A word ends before a quote or dollar, except `e'…'`, where the backslash escapes, and `$` within a name. */
function wordEnd(sql: string, at: number): number | undefined {
  const escaped = match(/e'(?:[^'\\]|\\.|'')*(?:'|$)/isy, sql, at);
  return escaped ?? match(/[\p{L}_][\p{L}\p{N}_$]*/uy, sql, at);
}

function quoteEnd(sql: string, at: number): number | undefined {
  const quoted = match(/'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)/y, sql, at);
  if (quoted) return quoted;
  const tag = /\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/uy;
  tag.lastIndex = at;
  const opening = tag.exec(sql)?.[0];
  if (!opening) return undefined;
  const closing = sql.indexOf(opening, at + opening.length);
  return closing < 0 ? sql.length : closing + opening.length;
}

function match(pattern: RegExp, sql: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : undefined;
}
