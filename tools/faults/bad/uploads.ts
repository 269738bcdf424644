import { connect } from "node:net";
import { ask } from "../ask.ts";
import type { Trial } from "../trial.ts";

const path = "/api/chat/uploads";
const MEGABYTE = 1024 * 1024;

interface Case {
  readonly what: string;
  readonly body: string | FormData;
  readonly type?: string;
  readonly expected: string;
}

function files(count: number, bytes: number, name = "x.bin", type = "application/octet-stream"): FormData {
  const form = new FormData();
  for (let n = 0; n < count; n++) form.append("file", new Blob(["<b>".padEnd(bytes, "x")], { type }), name);
  return form;
}

function cases(): Case[] {
  const words = new FormData();
  words.append("file", "only a word");
  const multipart = "multipart/form-data; boundary=b";
  const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\n';
  return [
    { what: "JSON", body: "{}", type: "application/json", expected: "unsupported_media_type" },
    { what: "plain text", body: "x", type: "text/plain", expected: "unsupported_media_type" },
    { what: "no boundary", body: `${head}x\r\n--b--`, type: "multipart/form-data", expected: "bad_input" },
    { what: "another boundary", body: `${head}x\r\n--c--`, type: multipart, expected: "bad_input" },
    { what: "no end", body: `${head}half of`, type: multipart, expected: "bad_input" },
    { what: "nothing", body: "", type: multipart, expected: "bad_input" },
    { what: "noise", body: "\0\xff--\r\n--b\r\r\n", type: multipart, expected: "bad_input" },
    { what: "no file", body: words, expected: "bad_input" },
    { what: "twelve files", body: files(12, 10), expected: "too_large" },
    { what: "26 megabytes", body: files(1, 26 * MEGABYTE), expected: "too_large" },
    { what: "a path for a name", body: files(1, 10, "../../../etc/passwd"), expected: '"name":"passwd"' },
    { what: "a page for a picture", body: files(1, 100, "x.png", "image/png"), expected: '"type":"(?!image/)' },
    { what: "an empty file", body: files(1, 0), expected: '"size":\\d' },
  ];
}

/** Uploads that are none, too much or half: each gets its code, and what can be taken in is taken in harmlessly. */
export async function badUploads(trial: Trial, token: string): Promise<string[]> {
  const { product, pool } = trial;
  const faults: string[] = [];
  for (const { what, body, type, expected } of cases()) {
    const headers = { "x-forwarded-for": "10.7.0.1", ...(type === undefined ? {} : { "content-type": type }) };
    const answer =
      typeof body === "string"
        ? await send(`${product.url}${path}`, body, { authorization: `Bearer ${token}`, ...headers })
        : await ask(product, path, { method: "POST", token, headers, body }).then((one) => one?.text ?? "lost");
    if (!new RegExp(/[":]/.test(expected) ? expected : `"code":"${expected}"`).test(answer))
      faults.push(`${what}: ${answer.slice(0, 300)}, expected ${expected}`);
  }
  await cutOff(product.port, token);
  const { rows } = await pool.query("select name from platform.file where name = 'cut-off.bin'");
  return rows.length === 0 ? faults : [...faults, "an upload that was cut off is stored"];
}

const send = (url: string, body: string, headers: Record<string, string>): Promise<string> =>
  fetch(url, { method: "POST", headers, body, signal: AbortSignal.timeout(20_000) }).then((one) => one.text(), String);

/** Begins an upload of a megabyte and goes away in the middle. */
function cutOff(port: number, token: string): Promise<void> {
  const head = [
    `POST ${path} HTTP/1.1`,
    "Host: x",
    `Authorization: Bearer ${token}`,
    "Content-Type: multipart/form-data; boundary=b",
    `Content-Length: ${MEGABYTE}`,
    "",
    '--b\r\ncontent-disposition: form-data; name="file"; filename="cut-off.bin"\r\n\r\n',
  ].join("\r\n");
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(head + "x".repeat(300_000));
      setTimeout(() => socket.destroy(), 150);
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve());
  });
}
