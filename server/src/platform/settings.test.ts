import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { argumentNames, BadSetting, isLoopback, readSettings, type Settings, settingNames } from "./settings.ts";

const guide = readFileSync(new URL("../../../docs/guides/settings.md", import.meta.url), "utf8");
const rows = [...guide.matchAll(/^\| `(\w+)` \| (?:`(.+?)`|–) \| (.{20,}) \|$/gm)].map(
  (row) => [row[1]!, row[2]] as const,
);

test("the guide tells of every setting once, and of nothing else", () => {
  expect(rows.map(([name]) => name).sort()).toEqual([...settingNames].sort());
  for (const name of argumentNames) expect(guide).toContain(`\`--${name}\``);
});

test.each(rows)("the guide knows the default of %s", (name, said) => {
  const value = readSettings([], {})[name as keyof Settings];
  expect(value === undefined ? undefined : String(value)).toBe(said);
});

test("environment and arguments are read, arguments win, empty values count for nothing", () => {
  const env = { PORT: "1", HOST: "", ROLES: "worker", SMTP_PORT: "off", TRUST_PROXY: "1", DATA_DIR: "/x" };
  expect(readSettings(["--port", "8080", "--data", "/y", "--empty"], env)).toMatchObject({
    PORT: 8080,
    HOST: "127.0.0.1",
    PUBLIC_URL: "http://localhost:8080",
    ROLES: ["worker"],
    SMTP_PORT: "off",
    TRUST_PROXY: true,
    DATA_DIR: "/y",
    demo: false,
  });
  expect(readSettings([], { PUBLIC_URL: "https://desk.example/" })).toMatchObject({
    PUBLIC_URL: "https://desk.example",
  });
});

test("an empty installation does not bear the demo company's name", () => {
  expect(readSettings([], {}).COMPANY).toBe("Domowa");
  expect(readSettings(["--empty"], {}).COMPANY).toBe("Splot");
  expect(readSettings(["--empty"], { COMPANY: "Kwiaciarnia" }).COMPANY).toBe("Kwiaciarnia");
});

test.each([
  { PORT: "http" },
  { PORT: "65536" },
  { PORT: "1.5" },
  { PUBLIC_URL: "desk.example" },
  { PUBLIC_URL: "javascript:alert(1)" },
  { PUBLIC_URL: "https://desk.example/splot" },
  { DATABASE_URL: "mysql://db.example" },
  { DATABASE_POOL: "1" },
  { ROLES: "web,cook" },
  { ROLES: "," },
  { SMTP_PORT: "of" },
  { SMTP_CERT: "/etc/ssl/mail.pem" },
  { SMTP_KEY: "/etc/ssl/mail.key" },
  { MAIL_URL: "mail.example:587" },
  { MAIL_KEEP_DAYS: "6" },
  { MAIL_FROM: "Splot <no-reply@desk.example>" },
  { LOG_LEVEL: "loud" },
  { UPLOAD_LIMIT: "25MB" },
  { RATE_LIMIT: "0" },
  { METRICS_TOKEN: "short" },
  { TRUST_PROXY: "yes" },
])("a bad value is named: %o", (env) => {
  const [name] = Object.keys(env);
  expect(() => readSettings([], env)).toThrow(BadSetting);
  expect(() => readSettings([], env)).toThrow(new RegExp(`^${name}[.:]`));
});

test("all bad values are named at once, and an unknown argument too", () => {
  expect(() => readSettings([], { PORT: "x", LOG_LEVEL: "loud" })).toThrow(/^PORT: .*; LOG_LEVEL: /);
  expect(() => readSettings(["--prot", "1"], {})).toThrow(BadSetting);
  expect(() => readSettings(["--prot", "1"], {})).toThrow("--prot");
});

test.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.8.8.8", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["10.0.0.1", false],
  ["localhost.evil.example", false],
  ["127.evil.example", false],
])("is %s this machine? %s", (host, answer) => {
  expect(isLoopback(host)).toBe(answer);
});
