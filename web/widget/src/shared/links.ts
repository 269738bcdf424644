export interface Piece {
  readonly text: string;
  /** The address when the piece is a link; always http or https. */
  readonly href: string | null;
}

const address = /\b(?:https?:\/\/|www\.)[^\s<>"'\u201c\u201d\u201e]+/gi;

/** Punctuation that ends the sentence, not the address; a closing bracket only when none was opened inside. */
function trimmed(found: string): string {
  let end = found;
  for (;;) {
    const last = end.at(-1) ?? "";
    const openInside = last === ")" && end.split("(").length >= end.split(")").length;
    if (!/[.,;:!?)\]}…*_]/.test(last) || openInside) return end;
    end = end.slice(0, -1);
  }
}

const readable = (found: string): string | null => {
  try {
    return new URL(found.startsWith("www.") ? `https://${found}` : found).href;
  } catch {
    return null;
  }
};

/** The text cut at its web addresses. Only what begins with http, https or www ever becomes a link. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const found = trimmed(match[0]);
    const href = readable(found.toLowerCase().startsWith("www.") ? `www.${found.slice(4)}` : found);
    if (href === null) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index), href: null });
    pieces.push({ text: found, href });
    from = match.index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}
