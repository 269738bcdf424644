import type { FastifyRequest } from "fastify";
import { Refusal } from "../errors.ts";
import type { Credentials } from "../house.ts";
import { isLoopback, type Settings } from "../settings.ts";

export const SESSION_COOKIE = "splot_session";
const UNSAFE = new Set(["POST", "PUT", "PATCH", "DELETE"]);

const FORWARDED = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/** Was the request made on this machine itself, rather than handed on by a proxy that runs here? */
export const isOfThisMachine = (request: FastifyRequest): boolean =>
  isLoopback(request.socket.remoteAddress ?? "") &&
  FORWARDED.every((name) => request.headers[name] === undefined) &&
  isLoopback(URL.parse(`http://${request.headers.host}`)?.hostname ?? "");

/** What the request brings. A call that any site may make never looks at cookies. */
export function credentialsOf(request: FastifyRequest, settings: Settings, anyOrigin: boolean): Credentials {
  // The scheme's case does not matter (RFC 9110 §11.1).
  const bearer = /^bearer +(.*)$/i.exec(request.headers.authorization ?? "")?.[1]?.trim();
  const session = anyOrigin || bearer !== undefined ? undefined : request.cookies[SESSION_COOKIE];
  const direct = isOfThisMachine(request) && isLoopback(new URL(settings.PUBLIC_URL).hostname);
  return { session, bearer, direct };
}

/**
 * A change that rides on a cookie must come from our own pages: the browser says so by `Origin` or `Sec-Fetch-Site`
 * (Fetch Metadata; OWASP's defence in depth beside SameSite=Lax).
 */
export function refuseCrossSite(request: FastifyRequest, settings: Settings, credentials: Credentials): void {
  if (!UNSAFE.has(request.method) || credentials.session === undefined) return;
  if (!sameOrigin(request.headers, settings)) throw new Refusal("cross_site");
}

/** Do these headers say that a page of ours made the request? */
export function sameOrigin(headers: FastifyRequest["headers"], settings: Settings): boolean {
  const { origin, host } = headers;
  if (origin !== undefined)
    return origin === settings.PUBLIC_URL || origin === `http://${host}` || origin === `https://${host}`;
  return headers["sec-fetch-site"] === "same-origin";
}
