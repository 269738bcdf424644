import { createSocket } from "node:dgram";
import { afterAll } from "vitest";

const TXT = 16;

const nameOf = (query: Buffer): { name: string; end: number } => {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(query.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
};

const answerOf = (query: Buffer, records: Readonly<Record<string, string>>): Buffer => {
  const { name, end } = nameOf(query);
  const text = query.readUInt16BE(end) === TXT ? records[name] : undefined;
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180 | (text === undefined && !(name in records) ? 3 : 0), 2);
  header.writeUInt16BE(text === undefined ? 0 : 1, 6);
  header.writeUInt32BE(0, 8);
  const question = query.subarray(12, end + 4);
  if (text === undefined) return Buffer.concat([header, question]);
  const chunks = (text.match(/.{1,200}/g) ?? []).map((chunk) =>
    Buffer.concat([Buffer.from([chunk.length]), Buffer.from(chunk)]),
  );
  const data = Buffer.concat(chunks);
  const fixed = Buffer.from([0xc0, 12, 0, TXT, 0, 1, 0, 0, 0, 60, data.length >> 8, data.length & 255]);
  return Buffer.concat([header, question, fixed, data]);
};

/** A name server (RFC 1035) that knows these TXT records and no other names; answers its address for `MAIL_DNS`. */
export async function nameServer(records: Readonly<Record<string, string>>): Promise<string> {
  const socket = createSocket("udp4");
  socket.on("message", (query, from) => socket.send(answerOf(query, records), from.port, from.address));
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  afterAll(() => new Promise<void>((resolve) => socket.close(() => resolve())));
  return `127.0.0.1:${socket.address().port}`;
}
