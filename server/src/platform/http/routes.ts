import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Call } from "../../../../contract/http.ts";
import { pathParams } from "../../../../contract/http.ts";
import { commonRefusals } from "../../../../contract/refusals.ts";
import type { Actor, Ctx } from "../ctx.ts";
import { Refusal } from "../errors.ts";
import type { Download, Upload } from "../files/files.ts";
import type { Credentials, House } from "../house.ts";
import { credentialsOf, refuseCrossSite, SESSION_COOKIE } from "./credentials.ts";
import { sendDownload } from "./download.ts";
import { once } from "./idempotency.ts";
import { type Route, WithSession } from "./serve.ts";
import { storeUploads } from "./upload.ts";

const YEAR_S = 31_536_000;
const COMMON = new Set<string>(commonRefusals);
const KEY = /^[\x21-\x7e]{8,200}$/;

/** Path, query and body as the one object that the contract names; the path wins. */
function gather(call: Call, request: FastifyRequest): unknown {
  const rest =
    call.method === "GET" || call.method === "DELETE"
      ? request.query
      : call.body === "upload"
        ? {}
        : (request.body ?? {});
  // Fastify takes plain text too; a call of the contract does not.
  if (typeof rest === "string") throw new Refusal("unsupported_media_type");
  if (typeof rest !== "object" || rest === null || Array.isArray(rest)) return rest;
  const params = request.params as Record<string, string>;
  return { ...rest, ...Object.fromEntries(pathParams(call.path).map((name) => [name, params[name]])) };
}

/** Find who asks; the first room that knows the credentials says. */
export const whoIs =
  (house: House, credentials: Credentials) =>
  async (ctx: Ctx): Promise<Actor> => {
    if (credentials.session === undefined && credentials.bearer === undefined) return { kind: "anonymous" };
    for (const room of house.rooms) {
      const actor = await room.authenticate?.(ctx, credentials);
      if (actor) return actor;
    }
    return { kind: "anonymous" };
  };

/** The one place where a permission is decided. */
export function admit(call: Call, actor: Actor): void {
  const { access } = call;
  if (access.kind === "public") return;
  if (access.kind === "device") {
    if (actor.kind === "device") return;
    throw new Refusal(actor.kind === "anonymous" ? "not_signed_in" : "not_allowed");
  }
  if (actor.kind === "anonymous") throw new Refusal("not_signed_in");
  if (actor.kind !== "member") throw new Refusal("not_allowed");
  if (access.kind === "staff" && !actor.permissions.has(access.permission)) throw new Refusal("not_allowed");
}

/** Tell the rooms that care that a member of staff has read or changed something of a customer, whatever the call. */
async function showWitnesses(
  house: House,
  ctx: Ctx,
  call: Call,
  input: Readonly<Record<string, unknown>>,
): Promise<void> {
  if (ctx.actor.kind !== "member" || !pathParams(call.path).includes("customerId")) return;
  for (const room of house.rooms) await room.witness?.(ctx, call, String(input.customerId));
}

/** Put a route of the contract on the server. */
export function mount(app: FastifyInstance, house: House, route: Route): void {
  const { call } = route;
  const url = `/api${call.path}`;
  const anyOrigin = call.anyOrigin === true;
  const declared = new Set<string>(call.refusals);

  const handler = async (request: FastifyRequest, reply: FastifyReply) => {
    reply.header("cache-control", "no-store");
    const credentials = credentialsOf(request, house.settings, anyOrigin);
    refuseCrossSite(request, house.settings, credentials);
    const input = call.input.parse(gather(call, request));
    const key = request.headers["idempotency-key"];
    if (key !== undefined && (typeof key !== "string" || !KEY.test(key)))
      throw new Refusal("bad_input", {
        issues: [{ path: ["Idempotency-Key"], message: "8 to 200 visible characters" }],
      });
    const options = {
      client: { ip: request.ip, userAgent: (request.headers["user-agent"] ?? "").slice(0, 400) },
      requestId: request.id,
    };
    const actor = access(house, call, credentials);
    let uploads: Upload[] = [];
    if (call.body === "upload") {
      // Who asks is settled before the bytes are taken in; the operation's transaction looks again.
      await house.run(actor, async (ctx) => admit(call, ctx.actor), options);
      uploads = await storeUploads(request, house);
    }
    const answer = await house.run(
      actor,
      async (ctx) => {
        admit(call, ctx.actor);
        const op = async () => {
          const result = await route.op(ctx, input as never, uploads);
          if (result instanceof Refusal) return result;
          await showWitnesses(house, ctx, call, input);
          return result instanceof WithSession
            ? { body: result.body as unknown, session: result.token }
            : { body: result };
        };
        if (key === undefined || call.method === "GET") return op();
        // What the first one stored answers a repeat; the bytes that came with the repeat have no row and are swept.
        const sent = uploads.map(({ name, type, sha256 }) => ({ name, type, sha256 }));
        return once(ctx, call.id, key, call.body === "upload" ? sent : input, op);
      },
      options,
    );
    if (answer instanceof Refusal) throw answer;
    const { body, session }: { body: unknown; session?: string | null } = answer;
    if (session !== undefined) setSession(reply, house, session);
    if (call.body === "download") return sendDownload(reply, house, body as Download);
    const answered = call.output.safeParse(body);
    // Not thrown as it is: a shape that is wrong is told to the caller as the caller's own.
    if (!answered.success)
      throw new Error(`an answer of ${call.id} is not what the contract says`, { cause: answered.error });
    return reply.send(answered.data);
  };

  app.route({
    method: call.method,
    url,
    config: {
      call: call.id,
      ...(route.limit ? { rateLimit: { max: route.limit.max, timeWindow: route.limit.windowMs } } : {}),
    },
    onError: async (_request, _reply, error) => {
      if (error instanceof Refusal && error.status < 500 && !declared.has(error.code) && !COMMON.has(error.code))
        house.log.error({ call: call.id, code: error.code }, "a refusal that the contract does not declare");
    },
    ...(route.limit?.perToken ? { onRequest: limitToken(app, house, route.limit.perToken, route.limit.windowMs) } : {}),
    handler,
  });
}

/** Count the calls of each token; without one, of the address. */
function limitToken(app: FastifyInstance, house: House, max: number, timeWindow: number) {
  const keyGenerator = (request: FastifyRequest) =>
    credentialsOf(request, house.settings, true).bearer ?? normalizeIP(request.ip);
  const count = app.createRateLimit({ max, timeWindow, keyGenerator });
  return async (request: FastifyRequest): Promise<void> => {
    const counted = await count(request);
    if (!counted.isAllowed && counted.isExceeded)
      throw new Refusal("too_many_requests", { retryAfter: counted.ttlInSeconds });
  };
}

const access = (house: House, call: Call, credentials: Credentials): Actor | ((ctx: Ctx) => Promise<Actor>) =>
  call.access.kind === "public" ? { kind: "anonymous" } : whoIs(house, credentials);

function setSession(reply: FastifyReply, house: House, token: string | null): void {
  const options = {
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: house.settings.PUBLIC_URL.startsWith("https:"),
  } as const;
  if (token === null) reply.clearCookie(SESSION_COOKIE, options);
  else reply.setCookie(SESSION_COOKIE, token, { ...options, maxAge: YEAR_S });
}
