/** The text without NUL and lone surrogates, which PostgreSQL's text cannot hold. */
export const cleanText = (text: string): string => text.replace(/\0|\p{Surrogate}/gu, "");

/** One line for a header or a label: control characters, line ends and direction marks become single spaces. */
export const oneLine = (text: string): string =>
  cleanText(text)
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();

/** At most `bytes` of UTF-8, cut between code points. */
export function cutBytes(text: string, bytes: number): string {
  const all = Buffer.from(text);
  if (all.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && (all[end]! & 0xc0) === 0x80) end--;
  return all.toString("utf8", 0, end);
}
