import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyReply } from "fastify";
import { ZodError } from "zod";
import { refusals } from "../../../../contract/refusals.ts";
import { tellsOfFullDisk } from "../database/fault.ts";
import { isLost } from "../database/is-lost.ts";
import { Refusal, sqlState } from "../errors.ts";

/** Values that PostgreSQL cannot hold: a NUL in text, a lone surrogate in JSON, a number or date out of range. */
const UNFIT = new Set(["22021", "22P05", "22P02", "22003", "22008", "22007"]);

const FASTIFY: Readonly<Record<string, Refusal["code"]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: "too_large",
  FST_REQ_FILE_TOO_LARGE: "too_large",
  FST_FILES_LIMIT: "too_large",
  FST_PARTS_LIMIT: "too_large",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_INVALID_MULTIPART_CONTENT_TYPE: "unsupported_media_type",
  FST_ERR_CTP_INVALID_JSON_BODY: "bad_json",
  FST_ERR_CTP_EMPTY_JSON_BODY: "bad_json",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "bad_input",
};

/** What went wrong as a refusal; undefined for a bug of ours. */
export function toRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof ZodError)
    return new Refusal("bad_input", {
      issues: error.issues.map(({ path, message, code }) => ({ path, message, code })),
    });
  if (UNFIT.has(sqlState(error) ?? ""))
    return new Refusal("bad_input", { issues: [{ path: [], message: "A value cannot be stored." }] });
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string };
  const known = FASTIFY[code ?? ""];
  if (known) return new Refusal(known);
  if (statusCode === 429) return new Refusal("too_many_requests");
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return new Refusal(error instanceof SyntaxError ? "bad_json" : "bad_input");
  // Node's words where the client went away in the middle of its request; nobody reads the answer.
  if (code === "ECONNRESET" && message === "aborted") return new Refusal("bad_input");
  if (isLost(error) || tellsOfFullDisk(error)) return new Refusal("unavailable");
  return undefined;
}

/** Answer with a problem document (RFC 9457); `retryAfter` in seconds is also said as a header (RFC 9110 §10.2.3). */
export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  if (typeof refusal.extra.retryAfter === "number") reply.header("retry-after", String(refusal.extra.retryAfter));
  // RFC 9110 §15.5.2; browsers ask nobody for a token.
  if (refusal.status === 401) reply.header("www-authenticate", "Bearer");
  return reply.code(refusal.status).type("application/problem+json").send(documentOf(refusal, reply.request.id));
}

const documentOf = (refusal: Refusal, instance: string) => ({
  type: `/api/docs#${refusal.code}`,
  title: refusals[refusal.code][1],
  status: refusal.status,
  code: refusal.code,
  instance,
  ...refusal.extra,
});

/** Answer bytes that are no request (a method nobody knows, too many headers), and hang up: the parser has lost its place. */
export function refuseBytes(error: NodeJS.ErrnoException, socket: Socket, instance: string): void {
  if (error.code !== "ECONNRESET" && socket.writable && socket.bytesWritten === 0) {
    const refusal = new Refusal(error.code === "HPE_HEADER_OVERFLOW" ? "too_large" : "bad_input");
    const body = JSON.stringify(documentOf(refusal, instance));
    socket.write(
      `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}\r\ncontent-type: application/problem+json; charset=utf-8\r\n` +
        `x-request-id: ${instance}\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
  }
  socket.destroySoon();
}
