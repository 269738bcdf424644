const LONGEST_HEADER = 500;

/** "Anna wrote", at the end of the line or with the name after the verb. */
const VERB_LAST =
  /(?:wrote|writes|napisała?|napisał\(a\)|napisał\/a|pisze|a scris|scrie|schrieb|a écrit|écrit|escribió|ha scritto|scritto|escreveu|schreef|skrev|kirjoitti|napsala?|napsal\(a\)|írta|написала?|писала?|пишет|пише|yazdı|写道|のメッセージ|작성)$/iu;
const VERB_WITHIN = /\s(?:schrieb|schreef|skrev|kirjoitti|napsala?|napisana przez|wrote)\s/iu;
/** A day with a year, a time, or an address. */
const WHEN_OR_WHO = /\d{1,2}[:.h]\d{2}|\d.{0,40}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d\b.{0,12}\d|@/u;
/** How a header that wraps over several lines begins. */
const OPENING =
  /^(?:(?:on|le|el|il|em|am|op|den|dne|dnia|w dniu|wiadomość napisana|în|in|la|pe|a) |\d|\p{L}{2,4}[.,]{1,2} \d)/iu;

const FROM = "from|von|de la|de|da|van|od|nadawca|expeditor|från|fra|lähettäjä|от|felad[oó]|sender";
const SENT =
  "sent|gesendet|envoy[ée](?: le)?|enviad[oa](?: el| em)?|inviato|verzonden|wysłan[eoy]|trimis(?: la)?|skickat|sendt|lähetetty|отправлено|elküldve";
const DATE = "date|datum|data|dată|fecha|дата|dato|päivämäärä";
const SUBJECT = "subject|betreff|objet|asunto|oggetto|assunto|onderwerp|temat|subiect|ämne|emne|aihe|тема|tárgy";
const TO = "to|an|à|a|para|aan|do|către|catre|till|til|кому|címzett|cc|kopie|dw|udw|reply-to|odpowiedź do|răspuns la";

const label = (words: string): RegExp => new RegExp(`^[\\s*_]{0,12}(?:${words})[*_]{0,2}\\s{0,3}:`, "iu");
const LABELS = { from: label(FROM), sent: label(SENT), date: label(DATE), subject: label(SUBJECT), to: label(TO) };
const ANY_LABEL = label([FROM, SENT, DATE, SUBJECT, TO].join("|"));

const ORIGINAL = new RegExp(
  "^(?:[-_=*\\s]{2,40}|begin )(?:original message|forwarded message|reply message|(?:wiadomość )?oryginalna(?: wiadomość)?|wiadomość (?:przekazana|oryginalna)|" +
    "przekazana wiadomość|treść przekazanej wiadomości|początek przekazywanej wiadomości|mesaj(?:ul)? (?:original|inițial|initial|redirecționat|redirectionat)|" +
    "ursprüngliche nachricht|original-nachricht|weitergeleitete nachricht|message (?:d'origine|original|transféré)|mensaje original|messaggio originale|" +
    "mensagem original|oorspronkelijk bericht|oprindelig besked|ursprungligt meddelande|исходное сообщение)[-_=*:\\s]{0,40}$",
  "iu",
);

const SENT_FROM =
  /^(?:sent (?:from|via|with)|get outlook for|wysłan[eoy] (?:z|ze|przy użyciu|za pomocą)|pobierz (?:aplikację )?outlook|trimis (?:de pe|din|de la|prin|cu)|obțineți outlook|descarcă outlook|gesendet (?:von|mit)|von meinem .{1,30} gesendet|holen sie sich outlook|outlook für|envoyé (?:de|depuis|à partir de)|télécharger outlook|enviado (?:desde|do)|inviato da|verzonden (?:vanaf|van)|verstuurd vanaf|sendt fra|skickat från) (?=\S)/iu;

/** The line carries the mark of a quote. */
export const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line);

/** A line that starts a signature by convention: two hyphens, or a mailing list's underscores. */
export const isSignatureMark = (line: string): boolean => /^(?:--|__)\s{0,2}$/.test(line);

/** The line that a mail program adds on its own: "Sent from my …". A sentence that merely begins so is none. */
export function isSentFrom(line: string): boolean {
  const text = line.trim();
  return text.length <= 200 && SENT_FROM.test(text) && !/[,;]|[.!?]$/.test(text.replace(/<[^>]*>/g, ""));
}

/**
 * How many lines from `at` introduce a quote: an attribution such as "W dniu … napisał(a):", an Outlook block
 * "Od: … Wysłane: …", or a line "Original Message"; 0 where none stands there.
 */
export function quoteHeader(lines: readonly string[], at: number): number {
  return attribution(lines, at) || headerBlock(lines, at) || separator(lines, at);
}

function attribution(lines: readonly string[], at: number): number {
  let joined = "";
  for (let n = 1; n <= 4; n++) {
    const line = lines[at + n - 1]?.trim();
    if (!line || isQuoted(line)) return 0;
    joined = joined === "" ? line : `${joined} ${line}`;
    if (joined.length > LONGEST_HEADER || (n > 1 && !OPENING.test(joined))) return 0;
    if (isAttribution(joined)) return n;
  }
  return 0;
}

function isAttribution(joined: string): boolean {
  const core = joined.replace(/^[-\s]+/, "").replace(/[-\s]+$/, "");
  const framed = core.length < joined.length - 4;
  const text = core.replace(/\s?[:：]$/u, "");
  if ((text === core && !framed) || !WHEN_OR_WHO.test(text)) return false;
  if (VERB_LAST.test(text) || VERB_WITHIN.test(text)) return true;
  return /<[^<>\s]+@[^<>\s]+>$/.test(text) && /\d/.test(text) && OPENING.test(text);
}

function headerBlock(lines: readonly string[], at: number): number {
  if (!ANY_LABEL.test(lines[at]?.slice(0, 100) ?? "")) return 0;
  const block: string[] = [];
  let gaps = 0;
  for (let i = at; i < lines.length && block.length < 12 && gaps < 3; i++) {
    const line = lines[i]!.slice(0, LONGEST_HEADER);
    if (line.trim() === "") break;
    gaps = ANY_LABEL.test(line) ? 0 : gaps + 1;
    block.push(line);
  }
  const has = (name: keyof typeof LABELS) => block.some((line) => LABELS[name].test(line));
  if (!has("from")) return 0;
  const labels = (["sent", "date", "subject", "to"] as const).filter(has);
  const named = labels.some((name) => name !== "to") && block.some((line) => line.includes("@"));
  return named || (labels.includes("sent") && labels.length > 1) || (labels.length > 2 && has("subject"))
    ? block.length
    : 0;
}

/** A rule of underscores counts only above a header block. */
function separator(lines: readonly string[], at: number): number {
  const line = lines[at]!.slice(0, 120);
  if (ORIGINAL.test(line)) return 1;
  if (!/^\s{0,4}[_-]{10,}\s*$/.test(line)) return 0;
  const next = lines[at + 1]?.trim() === "" ? at + 2 : at + 1;
  return next < lines.length && headerBlock(lines, next) > 0 ? next - at : 0;
}
