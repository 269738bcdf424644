import { Resolver } from "node:dns/promises";
import { BlockList, isIPv6 } from "node:net";
import type { AuthenticateResult } from "mailauth";
import type { Settings } from "../../../platform/settings.ts";

/** `pass`: the domain of the From address vouches for this mail (DMARC, RFC 9989). `fail`: it says that it did not send it. */
export type Authenticity = "pass" | "fail" | "none";

export interface Envelope {
  readonly ip: string;
  readonly helo: string;
  readonly envelopeFrom: string;
}

const LONGEST_MS = 10_000;
const inside = new BlockList();
for (const [net, bits] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["169.254.0.0", 16],
] as const)
  inside.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  inside.addSubnet(net, bits, "ipv6");

/** Our own machine or network: a mail from there came through another server of ours, and its IP says nothing of the sender. */
const isInside = (ip: string): boolean => {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, "");
  return plain === "" || inside.check(plain, isIPv6(plain) ? "ipv6" : "ipv4");
};

/**
 * Is the mail its sender's? By DKIM, and by SPF where the sender's own server spoke to us. Behind another server of ours a
 * signature can vouch for a mail, and its absence accuses nobody. No answer in 10 s, or no name server: `none`.
 */
export async function authenticateMail(raw: Buffer, envelope: Envelope, settings: Settings): Promise<Authenticity> {
  const direct = !isInside(envelope.ip);
  if (!direct && !/^dkim-signature:/im.test(headerOf(raw))) return "none";
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (settings.MAIL_DNS) resolver.setServers(settings.MAIL_DNS.split(",").map((server) => server.trim()));
  const { helo, envelopeFrom: sender } = envelope;
  // Loaded with the first mail that needs it: it takes 20 MB.
  const { authenticate } = await import("mailauth");
  const judged = authenticate(raw, {
    resolver: (domain: string, type: string) => resolver.resolve(domain, type) as Promise<never>,
    disableArc: true,
    disableBimi: true,
    mta: "splot",
    sender,
    ...(direct ? { ip: envelope.ip, helo } : {}),
  });
  const late = new Promise<null>((resolve) => setTimeout(resolve, LONGEST_MS, null).unref());
  const result = await Promise.race([judged, late]).catch(() => null);
  if (result === null) resolver.cancel();
  return result === null ? "none" : verdict(result, direct);
}

const headerOf = (raw: Buffer): string => {
  const end = [raw.indexOf("\r\n\r\n"), raw.indexOf("\n\n")].filter((at) => at >= 0);
  return raw.toString("latin1", 0, Math.min(...end, 500_000, raw.length));
};

/** A signature over a part of the body (`l=`) vouches for nothing: anybody may have added the rest. */
function verdict({ dmarc }: AuthenticateResult, direct: boolean): Authenticity {
  if (!dmarc) return "none";
  const { dkim, spf } = dmarc.alignment ?? {};
  const whole = Boolean(spf?.result) || (Boolean(dkim?.result) && !dkim?.underSized);
  if (dmarc.status.result === "pass") return whole ? "pass" : "none";
  return dmarc.status.result === "fail" && direct ? "fail" : "none";
}
