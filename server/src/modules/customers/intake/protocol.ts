import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { House } from "../../../platform/house.ts";
import { BODY_LIMIT, readBody } from "./read-body.ts";
import { batchWords, readRequest, singleWords } from "./read-request.ts";
import { makeTake } from "./take.ts";

/** Whole seconds: clients parse an integer and honour it on 429 only. */
const COME_AGAIN_S = { busy: "5", full: "300" } as const;
const HEADERS = "authorization, content-encoding, content-type, x-retry-count";

/** The Segment-compatible intake. Clients drop what is answered by any 4xx but 429, so hardly anything else is answered. */
export function intakeProtocol(app: FastifyInstance, house: House): void {
  const take = makeTake(house);
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Browsers send text/plain to spare a preflight: whatever the type says, it is JSON.
    scope.addContentTypeParser(
      "*",
      { parseAs: "buffer", bodyLimit: BODY_LIMIT },
      (request: FastifyRequest, body: Buffer) => readBody(body, request.headers["content-encoding"]),
    );
    scope.addHook(
      "onRequest",
      async (_request, reply) =>
        void reply
          .header("access-control-allow-origin", "*")
          .header("access-control-expose-headers", "retry-after")
          .header("x-content-type-options", "nosniff"),
    );
    // Headers for pages are of no use here, and cost more than the rest of a small request.
    const options = { bodyLimit: BODY_LIMIT, helmet: false as const, config: { rateLimit: false as const } };
    for (const word of [...singleWords, ...batchWords]) {
      // A slash at the end is the same address: a redirect would count as delivered, a 404 loses what was sent.
      for (const path of [`/v1/${word}`, `/v1/${word}/`]) {
        scope.post(path, options, async (request, reply) => {
          const intake = readRequest(word, request.headers.authorization, request.body);
          if (!intake) return badJson(reply);
          const outcome = await take(intake);
          return outcome === "taken" ? { success: true } : comeAgain(reply, outcome);
        });
        scope.options(path, async (_request, reply) => preflight(reply));
      }
    }
    scope.post("/v1/m", options, async () => ({ success: true }));
    scope.options("/v1/m", async (_request, reply) => preflight(reply));
    scope.get<{ Params: { writeKey: string } }>(
      "/v1/projects/:writeKey/settings",
      { config: { rateLimit: false } },
      async (request) => settingsFor(house.settings.PUBLIC_URL, request.params.writeKey),
    );
  });
}

const preflight = (reply: FastifyReply) =>
  reply
    .header("access-control-allow-methods", "POST")
    .header("access-control-allow-headers", HEADERS)
    .header("access-control-max-age", "86400")
    .code(204)
    .send();

const badJson = (reply: FastifyReply) =>
  reply.code(400).send({ success: false, code: "bad_json", message: "The body is no JSON of this protocol." });

const comeAgain = (reply: FastifyReply, why: "busy" | "full") =>
  reply.code(429).header("retry-after", COME_AGAIN_S[why]).send({ success: false, code: "too_many_requests" });

/** What analytics.js asks for before it sends anything: where to send, and that nothing else is to be loaded. */
function settingsFor(publicUrl: string, writeKey: string) {
  const { host, pathname, protocol } = new URL(publicUrl);
  return {
    integrations: {
      "Segment.io": {
        apiKey: writeKey,
        apiHost: `${host}${pathname.replace(/\/$/, "")}/v1`,
        protocol: protocol.replace(":", ""),
        deliveryStrategy: { strategy: "batching" },
      },
    },
    plan: {
      track: { __default: { enabled: true } },
      identify: { __default: { enabled: true } },
      group: { __default: { enabled: true } },
    },
    edgeFunction: {},
    analyticsNextEnabled: true,
    middlewareSettings: {},
    enabledMiddleware: {},
    metrics: { sampleRate: 0 },
    legacyVideoPluginsEnabled: false,
    remotePlugins: [],
  };
}
