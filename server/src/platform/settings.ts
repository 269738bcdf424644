import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const flag = z.enum(["true", "false", "1", "0"]).transform((v) => v === "true" || v === "1");
const roleNames = ["web", "worker"] as const;

/**
 * Every setting of the product, with its default: environment variables by these names, some also as arguments. This is
 * the one place that reads `process.env`; `docs/guides/settings.md` is checked against it.
 */
const Environment = z.object({
  /** Port of the web server. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(4400),
  /** Address to listen on; `0.0.0.0` behind a proxy or in a container. */
  HOST: z.string().default("127.0.0.1"),
  /** The address under which people reach the product; links in mails begin with it. */
  PUBLIC_URL: z.url().optional(),
  /** Folder of the database and the files; a place that root's database user can reach is chosen by default. */
  DATA_DIR: z.string().optional(),
  /** An outside PostgreSQL (15 or newer) instead of the embedded one. */
  DATABASE_URL: z.string().optional(),
  /** Connections to the database. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(16),
  /** What this process does: `web`, `worker` or both. */
  ROLES: z
    .string()
    .default("web,worker")
    .transform((v) => v.split(",").map((role) => role.trim()))
    .pipe(z.array(z.enum(roleNames)).min(1)),
  /** Port of our own SMTP server for incoming mail; 0 takes any free one, `off` starts none. */
  SMTP_PORT: z.union([z.literal("off"), z.coerce.number().int().min(0).max(65_535)]).default(2525),
  /** Address our SMTP server listens on; loopback, behind a mail transfer agent, unless told otherwise. */
  SMTP_HOST: z.string().default("127.0.0.1"),
  /** Where outgoing mail goes, e.g. `smtp://user:secret@mail.example:587`; in the demo an own mailbox when unset. */
  MAIL_URL: z.string().optional(),
  /** Sender of mails that belong to no address of a team (invitations, password links). */
  MAIL_FROM: z.string().default("no-reply@localhost"),
  /** The company's name on screens and in mails until the owner sets it. */
  COMPANY: z.string().default("Domowa"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Largest upload in bytes. */
  UPLOAD_LIMIT: z.coerce
    .number()
    .int()
    .min(1024)
    .default(25 * 1024 * 1024),
  /** Requests a minute from one address before 429, over all calls; sign-in, codes and forms have tighter limits. */
  RATE_LIMIT: z.coerce.number().int().min(1).default(1200),
  /** Trust `X-Forwarded-For` and `X-Forwarded-Proto` of a proxy in front. */
  TRUST_PROXY: flag.default(false),
});

export interface Settings extends Omit<z.infer<typeof Environment>, "PUBLIC_URL"> {
  readonly PUBLIC_URL: string;
  /** Start with the demo company (`npm start`) or empty (`npm start -- --empty`). */
  readonly demo: boolean;
}

/** A setting that cannot be used; the message names it and says what it should be. */
export class BadSetting extends Error {
  override name = "BadSetting";
}

/** Read the settings from arguments and environment. Throws `BadSetting` naming each unusable one. */
export function readSettings(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      port: { type: "string" },
      data: { type: "string" },
      host: { type: "string" },
      empty: { type: "boolean" },
    },
    strict: true,
  });
  const given = {
    ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== "")),
    ...(values.port === undefined ? {} : { PORT: values.port }),
    ...(values.host === undefined ? {} : { HOST: values.host }),
    ...(values.data === undefined ? {} : { DATA_DIR: resolve(values.data) }),
  };
  const parsed = Environment.safeParse(given);
  if (!parsed.success)
    throw new BadSetting(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  const publicUrl = parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}`;
  return { ...parsed.data, PUBLIC_URL: publicUrl.replace(/\/+$/, ""), demo: values.empty !== true };
}

/** The names of all settings, for the guide's own test. */
export const settingNames = Object.keys(Environment.shape);

/** Is this the address of the machine itself? */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || host === "::ffff:127.0.0.1" || host.startsWith("127.");
