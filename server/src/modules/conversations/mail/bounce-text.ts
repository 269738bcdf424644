import { normaliseAddress } from "./address.ts";

/** One recipient of a report written for people, with the lines about it. */
export interface ReportedRecipient {
  address: string;
  lines: string;
}

const LONGEST = 100_000;
const ADDRESS = /[\w!#$%&'*+/=?^`{|}~.-]{1,64}@[\w-]+(?:\.[\w-]+)*/g;

/** Where the words of the mail system end and the returned mail begins. */
const ORIGINAL_BELOW = new RegExp(
  [
    "^[ \\t>*_=~-]{0,100}(?:(?:below|following) (?:this line )?is a copy of|this is a copy of (?:the|your) message",
    "(?:here|this) is (?:a )?(?:copy|header)|(?:the )?original message (?:follows|headers|is)|original message(?: headers)?:?[\\s-]*$",
    "returned message|unsent message|message headers? follow|(?:the )?headers? of the original|your original message",
    "the text of the original|message text follows|included is a copy|copia del mensaje|(?:start of|begin) returned message",
    "undelivered message|(?:received|return-path|message-id|mime-version|dkim-signature|x-[\\w-]+): ?\\S)",
  ].join("|"),
  "im",
);

/** A report in plain text: the words of the mail system, and what it returns of the original. */
export function splitReport(text: string): { report: string; original: string } {
  const head = text.slice(0, LONGEST);
  const at = head.search(ORIGINAL_BELOW);
  // A report may itself begin with words that elsewhere end it.
  return at < 0 || !/[a-z]{3}/i.test(head.slice(0, at))
    ? { report: head, original: "" }
    : { report: head.slice(0, at), original: head.slice(at) };
}

/**
 * Recipients named in a report without fields (qmail, exim and their like), each with its line and those up to the next
 * recipient. `except` are addresses that are not recipients: the one to whom the report is written and its sender.
 */
export function findRecipients(report: string, except: readonly string[]): ReportedRecipient[] {
  const found = new Map<string, string[]>();
  let current: string[] | undefined;
  for (const line of report.split("\n")) {
    const address = recipientIn(line, except);
    if (address) {
      current = found.get(address) ?? [];
      found.set(address, current);
    }
    current?.push(line.trim());
  }
  const all = [...found].slice(0, 100).map(([address, lines]) => ({ address, lines: lines.join(" ").slice(0, 4000) }));
  const failed = all.filter(({ lines }) => /\b[45]\d\d[ -]|\b[45]\.\d\.\d/.test(lines));
  return failed.length > 0 ? failed : all;
}

function recipientIn(line: string, except: readonly string[]): string | undefined {
  if (
    line.length > 2000 ||
    /(?:MAIL FROM|^\s*(?:From|Sender|Reply-To|Cc)\s*:|contact|assistance|postmaster@)/i.test(line)
  )
    return;
  for (const [word] of line.matchAll(ADDRESS)) {
    const address = normaliseAddress(word);
    if (address && !except.includes(address)) return address;
  }
}
