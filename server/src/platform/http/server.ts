import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import multipart from "@fastify/multipart";
import rateLimit, { normalizeIP } from "@fastify/rate-limit";
import fastify, { type FastifyInstance } from "fastify";
import { Refusal } from "../errors.ts";
import type { House } from "../house.ts";
import { uuidv7 } from "../ids.ts";
import { addDocs } from "./docs.ts";
import { addHealth } from "./health.ts";
import { refuseBytes, sendProblem, toRefusal } from "./problem.ts";
import { mount } from "./routes.ts";
import { addScreens } from "./screens.ts";

const BODY_LIMIT = 1024 * 1024;
const YEAR_S = 31_536_000;

declare module "fastify" {
  interface FastifyContextConfig {
    /** The call of the contract that this route answers. */
    call?: string;
  }
}

const policy = (https: boolean) => ({
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  // Pictures in mails come from anywhere, once a reader asks for them; their frame's own policy holds them back until then.
  imgSrc: ["'self'", "data:", "blob:", "https:", "http:"],
  connectSrc: ["'self'"],
  frameSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: https ? [] : null,
});

/** The web server with every room's routes; not yet listening. */
export async function makeServer(house: House): Promise<FastifyInstance> {
  const { settings, log } = house;
  const https = settings.PUBLIC_URL.startsWith("https:");
  const app = fastify({
    logger: false,
    trustProxy: settings.TRUST_PROXY,
    bodyLimit: BODY_LIMIT,
    genReqId: () => uuidv7(house.clock()),
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
    // An address that cannot be decoded never reaches a route or the error handler.
    frameworkErrors: (error, _request, reply) => {
      sendProblem(reply, toRefusal(error) ?? new Refusal("bad_input"));
    },
    clientErrorHandler: (error, socket) => refuseBytes(error, socket, uuidv7(house.clock())),
  });
  app.setErrorHandler((error, request, reply) => {
    const refusal = toRefusal(error);
    const { call } = request.routeOptions.config;
    if (!refusal) log.error({ err: error, call, requestId: request.id }, "a call failed");
    else if (refusal !== error && refusal.status >= 500)
      log.warn({ err: error, call, requestId: request.id }, "a call was not possible now");
    return sendProblem(reply, refusal ?? new Refusal("internal"));
  });
  app.addHook("onRequest", async ({ method, headers }) => {
    // Many clients name a type with every request; where nothing follows, nothing is to be parsed.
    const isEmpty = headers["transfer-encoding"] === undefined && Number(headers["content-length"] ?? 0) === 0;
    if (method === "DELETE" && isEmpty) delete headers["content-type"];
  });
  app.addHook("onSend", async (request, reply) => void reply.header("x-request-id", request.id));
  app.addHook("onResponse", async (request, reply) => {
    const call = request.routeOptions.config.call ?? request.routeOptions.url ?? "none";
    house.metrics.requests.observe({ call, status: reply.statusCode }, reply.elapsedTime / 1000);
    log.debug({ call, status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: request.id }, "answered");
  });

  await app.register(helmet, {
    contentSecurityPolicy: { directives: policy(https), useDefaults: false },
    // Of other names below this one, on an intranet too, nothing is known here.
    strictTransportSecurity: https ? { maxAge: YEAR_S, includeSubDomains: false } : false,
    referrerPolicy: { policy: "no-referrer" },
    crossOriginResourcePolicy: false,
  });
  await app.register(cookie);
  await app.register(multipart);
  await app.register(rateLimit, {
    global: true,
    max: settings.RATE_LIMIT,
    timeWindow: 60_000,
    // Whoever has one IPv6 address has 2^64 of them.
    keyGenerator: (request) => normalizeIP(request.ip),
    // By the route, not by the address as it was written: `/%61pi/…` is the same call.
    allowList: (request) => !request.routeOptions.url?.startsWith("/api/"),
    errorResponseBuilder: (_request, context) =>
      new Refusal("too_many_requests", { retryAfter: Math.ceil(context.ttl / 1000) }),
  });
  await openToOtherSites(app, house);
  for (const room of house.rooms) for (const route of room.routes) mount(app, house, route);
  for (const room of house.rooms) room.protocol?.(app, house);
  addHealth(app, house);
  addDocs(app, house);
  await addScreens(app, house);
  return app;
}

/** Calls that pages of other sites may make: no cookies, so a wildcard is safe (Fetch standard, CORS). */
async function openToOtherSites(app: FastifyInstance, house: House): Promise<void> {
  const open = new Set(
    house.rooms.flatMap((room) =>
      room.routes.filter((route) => route.call.anyOrigin).map((route) => `/api${route.call.path}`),
    ),
  );
  app.addHook("onRequest", async (request, reply) => {
    if (request.routeOptions.url !== undefined && open.has(request.routeOptions.url))
      reply.header("access-control-allow-origin", "*");
  });
  for (const url of open)
    app.options(url, async (_request, reply) =>
      reply
        .header("access-control-allow-methods", "GET, POST, PUT, DELETE")
        .header("access-control-allow-headers", "authorization, content-type, idempotency-key")
        .header("access-control-max-age", "86400")
        .code(204)
        .send(),
    );
}
