import { connect } from "node:net";
import { WebSocket } from "ws";
import type { Random } from "../random.ts";
import type { Trial } from "../trial.ts";

const LONGEST_MS = 1_500;

/** Sends bytes to a port; answers what came back before the other side closed, or until it has been silent for long. */
function talk(port: number, bytes: Uint8Array | string, breakOff: boolean): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes);
      if (breakOff) setTimeout(() => socket.destroy(), 20);
    });
    socket.setTimeout(LONGEST_MS, () => socket.destroy());
    socket.on("data", (part) => {
      heard = (heard + part.toString("latin1")).slice(0, 5_000);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
  });
}

const http = (random: Random): (Uint8Array | string)[] => [
  random.bytes(2_000),
  "\0\0\0\0\r\n\r\n",
  "GET\r\n\r\n",
  "GET / HTTP/9.9\r\n\r\n",
  "EVERYTHING /api/customers HTTP/1.1\r\nHost: x\r\n\r\n",
  "GET /api/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
  `GET /${"a".repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  `GET / HTTP/1.1\r\nHost: x\r\n${"X: y\r\n".repeat(20_000)}\r\n`,
  "POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
  "POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
  "POST /v1/batch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
  "POST /v1/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{",
];

const smtp = (random: Random, address: string): (Uint8Array | string)[] => [
  random.bytes(2_000),
  "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
  `${"A".repeat(200_000)}\r\n`,
  "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<\0>\r\nDATA\r\n",
  "EHLO x\r\nMAIL FROM:<a@b\r\nRCPT TO:<<<>>>\r\nQUIT\r\n",
  "EHLO x\r\nAUTH PLAIN =====\r\nSTARTTLS\r\n\x16\x03\x01\r\nQUIT\r\n",
  `EHLO x\r\nMAIL FROM:<a@b.example> SIZE=99999999999999\r\nRCPT TO:<${address}>\r\nQUIT\r\n`,
  `EHLO x\r\nMAIL FROM:<cut@b.example>\r\nRCPT TO:<${address}>\r\nDATA\r\nSubject: cut off\r\n\r\nhalf a`,
];

/** Bytes of no meaning at both ports, some of them cut off: an error or a closed connection is the answer, nothing is stored. */
export async function garbage(trial: Trial): Promise<string[]> {
  const { product, random, address, pool } = trial;
  const faults: string[] = [];
  const ports = [
    ["web", product.port, http(random), /^HTTP\/1\.1 [45]\d\d[\s\S]*"code":"/],
    ["mail", product.smtpPort, smtp(random, address), /^[45]\d\d/m],
  ] as const;
  const all = ports.flatMap(([name, port, messages, expected]) =>
    messages.flatMap((bytes) => [false, true].map((off) => ({ name, port, bytes, expected, off }))),
  );
  await Promise.all(
    all.map(async ({ name, port, bytes, expected, off }) => {
      const heard = await talk(port, bytes, off);
      const lines = name === "mail" ? heard.replace(/^220[^\n]*\n/, "") : heard;
      if (!off && lines.trim() !== "" && !expected.test(lines))
        faults.push(`${name}, ${String(bytes).slice(0, 60)}: ${lines}`);
    }),
  );
  const { rows } = await pool.query("select 1 from conversations.mail_in where envelope_from = 'cut@b.example'");
  return rows.length === 0 ? faults : [...faults, "a mail that was cut off is stored"];
}

const frames = (random: Random): (string | Uint8Array)[] => [
  "",
  "{",
  "null",
  "[]",
  '{"t":"no"}',
  '{"t":"auth","token":7}',
  `{"t":"watch","topics":${"[".repeat(5_000)}`,
  '{"t":"typing","topic":5}',
  random.bytes(500),
  "x".repeat(40_000),
];

/** Frames as no client would write them: unmasked, of reserved kinds, with text that is none, cut into pieces that end nowhere. */
const rawFrames = [
  [0x81, 0x02, 0x68, 0x69],
  [0xf1, 0x80, 0, 0, 0, 0],
  [0x83, 0x80, 0, 0, 0, 0],
  [0x81, 0x82, 0, 0, 0, 0, 0xc3, 0x28],
  [0x01, 0x81, 0, 0, 0, 0, 0x61, 0x89, 0xfe, 0x00],
  [0x88, 0x81, 0, 0, 0, 0, 0x61],
  [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
];

/** Each on a signed-in socket of its own: the answer is a problem with a code, or the end of the socket. */
export async function badFrames(trial: Trial, device: string): Promise<string[]> {
  const cases = [...frames(trial.random), ...rawFrames.map((bytes) => ({ raw: Buffer.from(bytes) }))];
  const answers = await Promise.all(cases.map((frame) => frameAnswer(trial.product.port, device, frame)));
  return answers.flatMap((answer, n) =>
    /^(?:\{"t":"problem","code":"[a-z_]+"\}|closed \d+)$/.test(answer) ? [] : [`frame ${n}: ${answer}`],
  );
}

function frameAnswer(port: number, token: string, frame: string | Uint8Array | { raw: Buffer }): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live?device`);
    const late = setTimeout(() => end("silence"), 5_000);
    const end = (answer: string) => {
      clearTimeout(late);
      resolve(answer);
      socket.terminate();
    };
    socket.on("open", () => socket.send(JSON.stringify({ t: "auth", token })));
    socket.on("error", () => undefined);
    socket.on("close", (code) => end(`closed ${code}`));
    socket.on("message", (data) => {
      const text = data.toString();
      if (text.includes('"problem"')) end(text);
      if (!text.includes('"hello"')) return;
      if (typeof frame === "object" && "raw" in frame)
        (socket as unknown as { _socket: import("node:net").Socket })._socket.write(frame.raw);
      else socket.send(frame);
    });
  });
}
