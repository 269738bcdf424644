import type { FastifyInstance, FastifyReply } from "fastify";
import type { House } from "../../../platform/house.ts";
import { Batcher } from "./batcher.ts";
import type { Delivery, Refused } from "./delivery.ts";
import { makeSourceFinder, type Source } from "./find-source.ts";
import { batchWords, type Intake, readRequest, singleWords } from "./read-request.ts";
import { readSignal } from "./read-signal.ts";
import { isRejection, type Rejection, type Signal } from "./signal.ts";

/** Clients that reckon the size of a batch wrongly send up to 1.5 MB; real limits are per event. */
const BODY_LIMIT = 4 * 1024 * 1024;
const BATCH_EVENTS = 2_500;
/** Whole seconds: clients parse an integer and honour it on 429 only. */
const COME_BACK_S = "5";
const HEADERS = "authorization, content-type, x-retry-count";

/** The Segment-compatible intake (field notes: clients drop on every 4xx but 429, so hardly anything else is answered). */
export function intakeProtocol(app: FastifyInstance, house: House): void {
  const batcher = new Batcher(house);
  const find = makeSourceFinder(house);
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Browsers send text/plain to spare a preflight: whatever the type says, it is JSON.
    scope.addContentTypeParser("*", { parseAs: "string", bodyLimit: BODY_LIMIT }, (_request, body, done) => {
      try {
        done(null, JSON.parse(body as string));
      } catch {
        done(null, undefined);
      }
    });
    scope.addHook("onRequest", async (_request, reply) => void reply.header("access-control-allow-origin", "*"));
    const options = { bodyLimit: BODY_LIMIT, config: { rateLimit: false as const } };
    for (const word of [...singleWords, ...batchWords]) {
      scope.post(`/v1/${word}`, options, async (request, reply) => {
        const intake = readRequest(word, request.headers.authorization, request.body);
        if (!intake)
          return reply
            .code(400)
            .send({ success: false, code: "bad_json", message: "The body is no JSON of this protocol." });
        return take(house, batcher, intake, await sourceOr429(find, intake.writeKey, reply), reply);
      });
      scope.options(`/v1/${word}`, async (_request, reply) => preflight(reply));
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

const comeBack = (reply: FastifyReply) =>
  reply.code(429).header("retry-after", COME_BACK_S).send({ success: false, code: "too_many_requests" });

/** The source of the key; "later" when the database cannot say. */
async function sourceOr429(
  find: ReturnType<typeof makeSourceFinder>,
  writeKey: string,
  reply: FastifyReply,
): Promise<Source | undefined | "later"> {
  try {
    return await find(writeKey.replaceAll("\0", ""));
  } catch {
    reply.header("retry-after", COME_BACK_S);
    return "later";
  }
}

const whyNot = (source: Source | undefined, place: number): Rejection | undefined =>
  source === undefined
    ? {
        reason: "unknown_write_key",
        detail: "no source has this write key; make one and send the events again from the list",
      }
    : !source.active
      ? { reason: "source_off", detail: "the source is switched off" }
      : place >= BATCH_EVENTS
        ? { reason: "batch_too_long", detail: `a batch has at most ${BATCH_EVENTS} events` }
        : undefined;

/** Sort the events into those to take in and those to set aside, commit both, then answer. */
async function take(
  house: House,
  batcher: Batcher,
  intake: Intake,
  source: Source | undefined | "later",
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (source === "later" || batcher.full) return comeBack(reply);
  const receivedAt = house.clock();
  const signals: Signal[] = [];
  const refused: Refused[] = [];
  intake.events.forEach((raw, place) => {
    const read = whyNot(source, place) ?? readSignal(raw, intake.kind, receivedAt);
    if (isRejection(read)) refused.push({ rejection: read, raw });
    else signals.push(read);
  });
  const delivery: Delivery = { source, writeKey: intake.writeKey.replaceAll("\0", ""), signals, refused };
  try {
    if (signals.length + refused.length > 0) await batcher.add(delivery);
  } catch (error) {
    house.log.error({ err: error }, "events were not stored; the sender is asked to come back");
    return comeBack(reply);
  }
  return reply.send({ success: true });
}

/** What analytics.js asks for before it sends anything: where to send, and that nothing else is to be loaded. */
function settingsFor(publicUrl: string, writeKey: string) {
  const { host, protocol } = new URL(publicUrl);
  return {
    integrations: {
      "Segment.io": {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
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
