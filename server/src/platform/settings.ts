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
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, message: "an address such as https://desk.example" })
    .refine((v) => URL.parse(v)?.pathname === "/" && !/[?#]/.test(v), "an address without a path")
    .optional(),
  /** Folder of the database and the files; a place that root's database user can reach is chosen by default. */
  DATA_DIR: z.string().optional(),
  /** An outside PostgreSQL (15 or newer) instead of the embedded one. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "an address such as postgresql://user:secret@db.example/splot")
    .optional(),
  /** Connections to the database. */
  DATABASE_POOL: z.coerce.number().int().min(2).max(500).default(16),
  /** Prepare statements that come often; off behind a pooler by transaction that does not carry prepared statements. */
  DATABASE_PREPARE: flag.default(true),
  /** What this process does: `web`, `worker` or both. */
  ROLES: z
    .string()
    .default("web,worker")
    .transform((v) => v.split(",").map((role) => role.trim()))
    .pipe(z.array(z.enum(roleNames)).min(1)),
  /** Port of our own SMTP server for incoming mail; 0 takes any free one, `off` starts none. */
  SMTP_PORT: z
    .union([z.literal("off"), z.coerce.number().int().min(0).max(65_535)], "a port from 0 to 65535, or off")
    .default(2525),
  /** Address our SMTP server listens on; loopback, behind a mail transfer agent, unless told otherwise. */
  SMTP_HOST: z.string().default("127.0.0.1"),
  /** File of the certificate (PEM, with its chain) with which our SMTP server offers STARTTLS; none is offered when unset. */
  SMTP_CERT: z.string().optional(),
  /** File of that certificate's private key (PEM). */
  SMTP_KEY: z.string().optional(),
  /** Where outgoing mail goes, e.g. `smtp://user:secret@mail.example:587`; in the demo an own mailbox when unset. */
  MAIL_URL: z
    .string()
    .regex(/^smtps?:\/\/[^/]/, "an address such as smtp://user:secret@mail.example:587")
    .optional(),
  /** Days for which the raw text of a mail that was taken in is kept, and a repeat of it is known. */
  MAIL_KEEP_DAYS: z.coerce.number().int().min(7).default(90),
  /** Name servers that are asked whether a mail is its sender's, e.g. `10.0.0.2,10.0.0.3:5353`; the machine's own when unset. */
  MAIL_DNS: z.string().optional(),
  /** Sender of mails that belong to no address of a team (invitations, password links). */
  MAIL_FROM: z
    .string()
    .regex(/^[^\s@<>"]+@[^\s@<>"]+$/, "an e-mail address")
    .default("no-reply@localhost"),
  /** The company's name on screens and in mails until the owner sets it. */
  COMPANY: z.string().optional(),
  /** How much is logged. */
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  /** Largest upload in bytes. */
  UPLOAD_LIMIT: z.coerce
    .number()
    .int()
    .min(1024)
    .default(25 * 1024 * 1024),
  /** Requests a minute from one address before 429, over all calls; sign-in, codes and forms have tighter limits. */
  RATE_LIMIT: z.coerce.number().int().min(1).default(12_000),
  /** What a monitor must bring as bearer token to read `/metrics`; while unset, only requests of this machine itself may. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Trust `X-Forwarded-For` and `X-Forwarded-Proto` of a proxy in front. */
  TRUST_PROXY: flag.default(false),
});

const Whole = Environment.superRefine((given, context) => {
  const [alone, missing] = given.SMTP_CERT === undefined ? ["SMTP_KEY", "SMTP_CERT"] : ["SMTP_CERT", "SMTP_KEY"];
  if ((given.SMTP_CERT === undefined) !== (given.SMTP_KEY === undefined))
    context.addIssue({ code: "custom", path: [alone], message: `needs ${missing} beside it` });
});

export interface Settings extends Omit<z.infer<typeof Environment>, "PUBLIC_URL" | "COMPANY"> {
  readonly PUBLIC_URL: string;
  readonly COMPANY: string;
  /** Start with the demo company (`npm start`) or empty (`npm start -- --empty`). */
  readonly demo: boolean;
}

/** A setting that cannot be used; the message names it and says what it should be. */
export class BadSetting extends Error {
  override name = "BadSetting";
}

const options = {
  port: { type: "string" },
  data: { type: "string" },
  host: { type: "string" },
  empty: { type: "boolean" },
} as const;

/** Read the settings from arguments and environment. Throws `BadSetting` naming each unusable one. */
export function readSettings(argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings {
  const values = readArguments(argv);
  const given = {
    ...Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== "")),
    ...(values.port === undefined ? {} : { PORT: values.port }),
    ...(values.host === undefined ? {} : { HOST: values.host }),
    ...(values.data === undefined ? {} : { DATA_DIR: resolve(values.data) }),
  };
  const parsed = Whole.safeParse(given);
  if (!parsed.success)
    throw new BadSetting(parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; "));
  const publicUrl = parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}`;
  const demo = values.empty !== true;
  const COMPANY = parsed.data.COMPANY ?? (demo ? "Domowa" : "Splot");
  return { ...parsed.data, COMPANY, PUBLIC_URL: new URL(publicUrl).origin, demo };
}

function readArguments(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values;
  } catch (error) {
    throw new BadSetting(error instanceof Error ? error.message : String(error));
  }
}

/** The arguments of the program, for the guide's own test. */
export const argumentNames = Object.keys(options);
/** The names of all settings, for the guide's own test. */
export const settingNames = Object.keys(Environment.shape);

/** Is this the address of the machine itself? */
export const isLoopback = (host: string): boolean =>
  host === "localhost" || host === "::1" || host === "[::1]" || /^(::ffff:)?127(\.\d+){3}$/.test(host);
