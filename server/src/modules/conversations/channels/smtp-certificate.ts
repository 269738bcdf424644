import { readFile, stat } from "node:fs/promises";
import { createSecureContext } from "node:tls";
import type { SMTPServer } from "smtp-server";
import type { House } from "../../../platform/house.ts";
import type { Settings } from "../../../platform/settings.ts";

export interface Certificate {
  /** PEM, as the TLS of Node takes it. */
  readonly cert: Buffer;
  readonly key: Buffer;
  /** Changes when one of the files does. */
  readonly version: string;
}

type Paths = Pick<Settings, "SMTP_CERT" | "SMTP_KEY">;

async function versionOf({ SMTP_CERT: cert, SMTP_KEY: key }: Paths): Promise<string> {
  const times = await Promise.all([cert, key].map(async (path) => (path ? (await stat(path)).mtimeMs : 0)));
  return times.join(" ");
}

/** The certificate with which our mail server offers STARTTLS (RFC 3207); null where none is set. Throws for unusable files. */
export async function readCertificate(paths: Paths): Promise<Certificate | null> {
  const { SMTP_CERT, SMTP_KEY } = paths;
  if (SMTP_CERT === undefined || SMTP_KEY === undefined) return null;
  const version = await versionOf(paths);
  const [cert, key] = await Promise.all([readFile(SMTP_CERT), readFile(SMTP_KEY)]);
  createSecureContext({ cert, key });
  return { cert, key, version };
}

/**
 * Answers a function to be called at each connection: a certificate renewed on the disk is taken over without a restart.
 * While the new files cannot be used, the old ones stay.
 */
export function followCertificate(house: House, first: Certificate): (server: SMTPServer) => Promise<void> {
  let { version } = first;
  return async (server) => {
    try {
      if ((await versionOf(house.settings)) === version) return;
      const renewed = await readCertificate(house.settings);
      if (!renewed) return;
      server.updateSecureContext({ cert: renewed.cert, key: renewed.key });
      version = renewed.version;
      house.log.info({ path: house.settings.SMTP_CERT }, "the renewed certificate of the mail server is in use");
    } catch (error) {
      house.log.warn({ err: error }, "the renewed certificate of the mail server cannot be used (SMTP_CERT, SMTP_KEY)");
    }
  };
}
