import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTransport } from "nodemailer";
import type { Trial } from "../trial.ts";

const given = process.env.SPLOT_DATA;
const folder = join(given ?? fileURLToPath(new URL("../../../../shared/data/", import.meta.url)), "mail");
const AT_ONCE = 4;
const SHORT = 30;

/** Mails of our own making of which each line is wrong, and such as are none. */
const made: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["no header", "just words"],
  ["no end of the header", "From: a@b.example\r\nSubject: x"],
  [
    "parts without an end",
    "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\nContent-Type: multipart/mixed",
  ],
  ["a part within itself", `${"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(2_000)}x`],
  ["wrong base64", "Content-Transfer-Encoding: base64\r\nFrom: a@b.example\r\n\r\n!!!!====\x00\xff"],
  ["an unknown charset", "From: a@b.example\r\nContent-Type: text/plain; charset=x-klingon\r\n\r\nx"],
  ["a thousand senders", `From: ${"a@b.example, ".repeat(1_000)}\r\n\r\nx`],
  ["NULs", "From: a@b.example\r\nSubject: a\0b\r\n\r\n\0\0\0"],
  ["an endless header", `From: a@b.example\r\nX: ${"y".repeat(500_000)}\r\n\r\nx`],
  [
    "an attachment of a strange name",
    'From: a@b.example\r\nContent-Type: text/html; name="../../\\u202e.exe"\r\nContent-Disposition: attachment\r\n\r\n<script>',
  ],
];

/** All raw mails there are: those of the data folder, where it is, and ours. */
function rawMails(trial: Trial): { name: string; raw: Buffer }[] {
  const ours = made.map(([name, text]) => ({ name, raw: Buffer.from(text, "latin1") }));
  if (!existsSync(folder)) {
    console.log(`  (skipped the mails of ${folder}: there is no such folder)`);
    return ours;
  }
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = files.map((file) => join(file.parentPath, file.name)).sort();
  const chosen = trial.short ? trial.random.shuffle(names).slice(0, SHORT) : names;
  return [...ours, ...chosen.map((name) => ({ name: name.slice(folder.length + 1), raw: readFileSync(name) }))];
}

/** Hands them all to our mail server. Each is refused with a code, or stored; every one that is stored ends somewhere. */
export async function badMails(trial: Trial): Promise<{ faults: string[]; settled: () => Promise<string[]> }> {
  const waiting = rawMails(trial);
  const faults: string[] = [];
  let stored = 0;
  let refused = 0;
  const total = waiting.length;
  const worker = async (): Promise<void> => {
    for (let mail = waiting.pop(); mail; mail = waiting.pop()) {
      const from = `data-${waiting.length}@data.example`;
      const transport = createTransport({ host: "127.0.0.1", port: trial.product.smtpPort, ignoreTLS: true });
      try {
        await transport.sendMail({ envelope: { from, to: [trial.address] }, raw: mail.raw });
        stored++;
      } catch (error) {
        const code = (error as { responseCode?: number }).responseCode;
        if (code !== undefined && code >= 500) refused++;
        else faults.push(`${mail.name}: ${String(error)}`);
      } finally {
        transport.close();
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return { faults, settled: () => endings(trial, stored, `${total} mails sent, ${stored} stored, ${refused} refused`) };
}

/** What became of those that were stored: messages, or set aside for a reason that is not a fault of ours. */
async function endings({ pool }: Trial, stored: number, said: string): Promise<string[]> {
  const { rows } = await pool.query<{ state: string; reason: string | null; count: string; example: string }>(
    `select state, reason, count(*), min(subject || ': ' || coalesce(detail, '')) as example from conversations.mail_in
     where envelope_from like 'data-%@data.example' group by 1, 2 order by 3 desc`,
  );
  const sum = rows.reduce((total, row) => total + Number(row.count), 0);
  console.log(`  (${said}: ${rows.map((row) => `${row.count} ${row.reason ?? row.state}`).join(", ")})`);
  const faults = rows
    .filter((row) => row.state === "new" || row.reason === "error" || row.reason === "given_up")
    .map((row) => `${row.count} mails are ${row.state} ${row.reason ?? ""}: ${row.example}`);
  return sum === stored ? faults : [...faults, `${stored} mails were taken and ${sum} are there`];
}
