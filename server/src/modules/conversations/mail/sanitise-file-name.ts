import { cleanText, cutBytes } from "./clean-text.ts";

const RESERVED = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)/i;
const LONGEST = 180;

/**
 * A name under which an attachment can be offered on any system: one path part, nothing invisible or turning the reading
 * direction, no leading dot, no reserved device name, at most 180 bytes of UTF-8 with the ending kept. Never empty.
 */
export function sanitiseFileName(name: string | null | undefined): string {
  const visible = cleanText(name ?? "")
    .normalize("NFC")
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/gu, "");
  const lastPart = visible.split(/[/\\]/).findLast((part) => /[^.\s]/.test(part)) ?? "";
  const plain = lastPart
    .replace(/[<>:"|?*]/g, "_")
    .replace(/\s+/g, " ")
    .replace(/^[.\s]+|[.\s]+$/g, "");
  if (plain === "") return "attachment";
  return shorten(RESERVED.test(plain) ? `_${plain}` : plain);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST) return name;
  const ending = /\.[^.\s]{1,16}$/u.exec(name)?.[0] ?? "";
  const stem = cutBytes(name.slice(0, name.length - ending.length), LONGEST - Buffer.byteLength(ending));
  return stem.replace(/[.\s]+$/, "") + ending;
}
