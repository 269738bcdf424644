import { cleanText } from "./clean-text.ts";

const GRAPHEMES = 160;
const LONGEST = 640;
const segmenter = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** One line of a text for lists: at most 160 whole graphemes (and 640 code units, should marks be piled up), then "…". */
export function plainPreview(text: string): string {
  const line = cleanText(text.slice(0, 20_000))
    .replace(/(?:[\s\p{Cc}\u200b\u2060\u00ad]|\u034f)+/gu, " ")
    .trim();
  let end = 0;
  let count = 0;
  for (const { segment } of segmenter.segment(line.slice(0, LONGEST * 2))) {
    if (count === GRAPHEMES || end + segment.length > LONGEST) break;
    end += segment.length;
    count++;
  }
  return end >= line.length ? line : `${line.slice(0, end).trimEnd()}…`;
}
