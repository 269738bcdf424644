import { isQuoted, isSentFrom, isSignatureMark, quoteHeader } from "./quote-signs.ts";

export interface QuotePart {
  /** `context` is a quote that stays visible, because an answer below refers to it. */
  kind: "new" | "context" | "quote" | "signature";
  text: string;
}

export interface Folded {
  /** The words of this mail: new parts, with the questions that inline answers refer to. */
  text: string;
  /** What is folded away; null where nothing is. */
  quoted: string | null;
  /** All of the mail in its order; joined by line ends they are the whole text. */
  parts: QuotePart[];
}

const LONGEST = 1_000_000;
const MOST_AFTER_SENT_FROM = 2;

/**
 * Splits a mail's text into new words and the rest, in linear time whatever the text. Answers between quotes stay
 * visible with the quotes above them. A text that seems to hold no new words is new as a whole.
 */
export function foldQuotes(text: string): Folded {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const parts = text.length > LONGEST ? [whole(lines)] : withoutEmpty(keepContext(split(lines)), lines);
  const isVisible = (part: QuotePart) => part.kind === "new" || part.kind === "context";
  const join = (some: QuotePart[]) => some.map((part) => part.text).join("\n");
  const hidden = join(parts.filter((part) => !isVisible(part))).trim();
  return { text: trimLines(join(parts.filter(isVisible))), quoted: hidden === "" ? null : hidden, parts };
}

const trimLines = (text: string): string => text.replace(/^(?:[ \t]*\n)+/, "").trimEnd();
const whole = (lines: readonly string[]): QuotePart => ({ kind: "new", text: lines.join("\n") });

function split(lines: readonly string[]): QuotePart[] {
  const parts: QuotePart[] = [];
  let start = 0;
  const close = (kind: QuotePart["kind"], end: number) => {
    if (end > start) parts.push({ kind, text: lines.slice(start, end).join("\n") });
    start = end;
  };
  for (let i = 0; i < lines.length; ) {
    const end = quoteEnd(lines, i);
    const signature = end > i ? i : signatureEnd(lines, i);
    if (end === i && signature === i) {
      i++;
      continue;
    }
    close("new", i);
    i = Math.max(end, signature);
    close(end >= i ? "quote" : "signature", i);
  }
  close("new", lines.length);
  return parts;
}

/** Where the quote that starts at this line ends; the line itself where none starts. */
function quoteEnd(lines: readonly string[], at: number): number {
  const header = isQuoted(lines[at]!) ? 0 : quoteHeader(lines, at);
  if (header === 0 && !isQuoted(lines[at]!)) return at;
  const body = nextWritten(lines, at + header);
  if (body < lines.length && !isQuoted(lines[body]!)) return lines.length;
  let end = body;
  while (end < lines.length) {
    const next = nextWritten(lines, end);
    if (next >= lines.length || !(isQuoted(lines[next]!) || isWrapped(lines, next))) break;
    end = next + 1;
  }
  return Math.max(end, Math.min(body, lines.length));
}

function nextWritten(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]!.trim() === "") at++;
  return at;
}

/** The tail of a quoted line that a mail program broke without repeating the mark. */
function isWrapped(lines: readonly string[], at: number): boolean {
  const before = lines[at - 1] ?? "";
  const isCut = isQuoted(before) && before.length > 50 && !/[.?!:;]\s*$/.test(before);
  return isCut && isQuoted(lines[at + 1] ?? "") && /^[^\p{Lu}\s]/u.test(lines[at]!);
}

/** A signature goes on to the next quote or the end; after "Sent from my …" only while hardly anything follows. */
function signatureEnd(lines: readonly string[], at: number): number {
  const marked = isSignatureMark(lines[at]!);
  if (!marked && !isSentFrom(lines[at]!)) return at;
  let end = at + 1;
  let written = 0;
  for (; end < lines.length && quoteEnd(lines, end) === end; end++) {
    if (lines[end]!.trim() !== "") written++;
    if (!marked && written > MOST_AFTER_SENT_FROM) return at + 1;
  }
  return end;
}

/** With answers below at least two quotes, those quotes are the questions. */
function keepContext(parts: QuotePart[]): QuotePart[] {
  const isAnswered = (i: number) =>
    parts[i]?.kind === "quote" && parts[i + 1]?.kind === "new" && parts[i + 1]!.text.trim() !== "";
  const answered = parts.filter((_, i) => isAnswered(i)).length;
  return answered < 2 ? parts : parts.map((part, i) => (isAnswered(i) ? { ...part, kind: "context" } : part));
}

function withoutEmpty(parts: QuotePart[], lines: readonly string[]): QuotePart[] {
  const has = (kind: QuotePart["kind"]) => parts.some((part) => part.kind === kind && part.text.trim() !== "");
  if (has("new")) return parts;
  if (has("signature")) return parts.map((part) => (part.kind === "signature" ? { ...part, kind: "new" } : part));
  return [whole(lines)];
}
