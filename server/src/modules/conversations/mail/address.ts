import { domainToASCII } from "node:url";
import { cleanText } from "./clean-text.ts";

const LOCAL = /^[^\s"(),:;<>@[\\\]\p{Cc}]+$/u;
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const DAEMON = /^(?:mailer[-_.]?daemon|mail[-_.]?daemon|postmaster|mailerdaemon|mdaemon|maildelivery)(?:[-_+.=].*)?$/;
const NO_REPLY =
  /^(?:no|not?|do[-_.]?not|dont|never|nie|nu)[-_.]?(?:reply|respond|answer|odpowiadaj|raspunde(?:ti)?)(?:[-_+.=].*)?$|^(?:bounces?|notifications?)(?:[-_+.=].*)?$/;
const ROLES = new Set(
  "abuse admin administrator billing biuro careers contact contacto faktury feedback ftp help helpdesk hello hostmaster hr info jobs kontakt list marketing news newsletter noc office oferta orders press privacy reclamatii registrar reklamacje root sales security service sklep spam sprzedaz support sysadmin team usenet uucp vanzari webmaster zamowienia".split(
    " ",
  ),
);

/**
 * The form by which addresses are compared: comments and angle brackets stripped, lower case, the domain in ASCII (IDNA),
 * without a trailing dot. Null for what is not one address with a domain.
 */
export function normaliseAddress(raw: string): string | null {
  if (raw.length > 1000) return null;
  let text = cleanText(raw).normalize("NFC").trim();
  while (/\([^()]*\)/.test(text)) text = text.replace(/\([^()]*\)/g, "").trim();
  text = text.replace(/^[^<>]*<([^<>]*)>$/, "$1").replace(/^mailto:/i, "");
  const at = text.lastIndexOf("@");
  if (at < 1 || at === text.length - 1) return null;
  const local = text
    .slice(0, at)
    .trim()
    .replace(/^"([^"\\]*)"$/, "$1")
    .toLowerCase();
  const domain = domainToASCII(
    text
      .slice(at + 1)
      .trim()
      .replace(/\.$/, ""),
  ).toLowerCase();
  return LOCAL.test(local) && local.length <= 64 && DOMAIN.test(domain) ? `${local}@${domain}` : null;
}

/** The domain of a normalised address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const localOf = (address: string): string => address.slice(0, address.lastIndexOf("@"));

/** The sender is a mail system: mailer-daemon, postmaster and their like. Takes an address or a bare local part. */
export const isDaemon = (address: string): boolean =>
  DAEMON.test((address.includes("@") ? localOf(address) : address).toLowerCase());

/** Nobody reads answers there: daemons, noreply@, bounce+…@. */
export const isNoReply = (address: string): boolean => isDaemon(address) || NO_REPLY.test(localOf(address));

/** A function rather than a person (info@, sales@, RFC 2142): several people may write from it. */
export const isRole = (address: string): boolean =>
  isNoReply(address) || ROLES.has(localOf(address).split(/[+.]/)[0] ?? "");

const TOKEN = "c_([a-z0-9]{20})";
const IN_ADDRESS = new RegExp(`^([^@]+)\\+${TOKEN}@(.+)$`);

/** Our reply token (20 lower-case letters and digits) in `local+c_TOKEN@domain`, and the address that carries it. */
export function parseToken(address: string): { token: string; address: string } | null {
  const found = IN_ADDRESS.exec(address.toLowerCase());
  return found ? { token: found[2]!, address: `${found[1]}@${found[3]}` } : null;
}

/** `local+c_TOKEN@domain` for an address of ours. */
export function withToken(address: string, token: string): string {
  return `${localOf(address)}+c_${token}@${domainOf(address)}`;
}
