import { oneLine } from "./mail/clean-text.ts";
import { plainPreview } from "./mail/plain-preview.ts";

const ANSWER_MARKS = /^(?:(?:re|odp|aw|sv|fwd?|pd|wg|răsp|rasp|redir)\s?(?:\[\d+\])?\s?:\s*)+/i;
const TITLE = 80;

/** What the inbox shows of a message: its first words, else the names of its files. */
export const previewOf = (text: string, files: readonly { readonly name: string }[]): string =>
  plainPreview(text) || plainPreview(files.map((file) => file.name).join(", "));

/** A subject for a matter: without the marks of answers and forwards and our own number, else the first words said. */
export function titleOf(subject: string | null, text: string): string {
  const plain = oneLine((subject ?? "").replace(/\[#\d+\]/g, "").replace(/\s+/g, " "));
  const bare = (plain.replace(ANSWER_MARKS, "") || plain).slice(0, 300).trim();
  return bare || firstWords(plainPreview(text)) || "…";
}

function firstWords(line: string): string {
  if (line.length <= TITLE) return line;
  const cut = line.slice(0, TITLE).replace(/\p{Surrogate}$/u, "");
  const space = cut.lastIndexOf(" ");
  return `${(space > TITLE / 2 ? cut.slice(0, space) : cut).replace(/[.,;:]$/, "")}…`;
}
