import { createHash, randomUUID } from "node:crypto";
import { addressBrings } from "../identity/identifiers-of-event.ts";
import { isDeep, mendText } from "./json-text.ts";
import { type Kind, kinds, type Rejection, type Signal } from "./signal.ts";

const MAX_BYTES = 32 * 1024;
const MAX_FIELDS = 300;
const MAX_ID = 500;
const MAX_MESSAGE_ID = 100;
const AHEAD_MS = 60_000;
const EARLIEST = Date.UTC(2000, 0, 1);

type Raw = Record<string, unknown>;

const isObject = (value: unknown): value is Raw => typeof value === "object" && value !== null && !Array.isArray(value);
const reject = (reason: Rejection["reason"], detail: string): Rejection => ({ reason, detail });

/** A text or number as an id; undefined when absent or empty, null when it can be none. */
function idOf(value: unknown): string | undefined | null {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string" && typeof value !== "number") return null;
  const id = String(value);
  return id.length <= MAX_ID ? id : null;
}

const timeOf = (value: unknown): number | undefined => {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const time = new Date(value).getTime();
  return Number.isFinite(time) ? time : undefined;
};

/**
 * When it happened by our clock: the client's moment, moved by what its clock is off (sent against received). Without
 * `sentAt` the client is believed if sane. Nothing happens more than a minute from now, or before the year 2000.
 */
export function settleTime(raw: Raw, receivedAt: Date): Date {
  const received = receivedAt.getTime();
  const original = timeOf(raw.timestamp) ?? timeOf(raw.originalTimestamp);
  const sent = timeOf(raw.sentAt);
  if (original === undefined) return receivedAt;
  const at = sent === undefined ? original : received - (sent - original);
  return at > received + AHEAD_MS || at < EARLIEST ? receivedAt : new Date(at);
}

/**
 * The message's own id. A sender that gives none, but a time, gets one from the content, so that even its retries are
 * known; they differ in `sentAt` only. Without a time two equal events are two events.
 */
function messageIdOf(raw: Raw): string {
  if (typeof raw.messageId === "string" && raw.messageId !== "") return raw.messageId;
  if (Number.isFinite(raw.messageId)) return String(raw.messageId);
  if (timeOf(raw.timestamp) === undefined) return `made-${randomUUID()}`;
  const { sentAt: _, ...content } = raw;
  return `made-${createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 40)}`;
}

/** What is particular to the kind of call; a rejection when it lacks what the kind must have. */
function contentOf(kind: Kind, raw: Raw): Raw | Rejection {
  const properties = isObject(raw.properties) ? raw.properties : {};
  if (kind === "track") {
    if (typeof raw.event !== "string" || raw.event.trim() === "")
      return reject("no_event_name", "track needs the name of an event");
    return { event: raw.event, properties };
  }
  if (kind === "page" || kind === "screen")
    return {
      ...(typeof raw.name === "string" ? { name: raw.name } : {}),
      ...(typeof raw.category === "string" ? { category: raw.category } : {}),
      properties,
    };
  if (kind === "group") {
    const groupId = idOf(raw.groupId);
    return groupId
      ? { groupId, traits: isObject(raw.traits) ? raw.traits : {} }
      : reject("no_group_id", "group needs a groupId");
  }
  if (kind === "alias")
    return idOf(raw.previousId)
      ? { previousId: idOf(raw.previousId) }
      : reject("no_previous_id", "alias needs a previousId");
  return { traits: isObject(raw.traits) ? raw.traits : {} };
}

/** Of the context, what a reader of the timeline may ever ask for. */
function contextOf(context: Raw): Raw {
  const page = isObject(context.page) ? { page: context.page } : {};
  const campaign = isObject(context.campaign) ? { campaign: context.campaign } : {};
  const library = isObject(context.library) ? { library: context.library } : {};
  const rest = Object.fromEntries(
    ["locale", "timezone", "userAgent", "ip"]
      .filter((key) => typeof context[key] === "string")
      .map((key) => [key, context[key]]),
  );
  return { ...page, ...campaign, ...library, ...rest };
}

function channelOf(kind: Kind, context: Raw): Signal["channel"] {
  if (kind === "screen" || isObject(context.device)) return "app";
  const library = isObject(context.library) && typeof context.library.name === "string" ? context.library.name : "";
  return /node|server|python|ruby|java$|go|php|csharp/i.test(library) && kind !== "page" ? "server" : "web";
}

const forwardedIn = (context: Raw, userId: string | undefined): boolean =>
  isObject(context.page) && userId !== undefined && addressBrings(context.page.search, userId.trim());

/** Read one event of the Segment protocol. Never throws: what cannot be taken in comes back as a rejection. */
export function readSignal(raw: unknown, kindOfPath: Kind | undefined, receivedAt: Date): Signal | Rejection {
  if (!isObject(raw)) return reject("not_an_object", "an event is a JSON object");
  const text = write(raw);
  if (text !== null && text.length > MAX_BYTES / 3 && Buffer.byteLength(text) > MAX_BYTES)
    return reject("too_large", `an event has at most ${MAX_BYTES} bytes`);
  if (text === null || isDeep(text)) return reject("not_storable", "the event is nested too deeply");
  const mended = mendText(text);
  return readObject(mended === text ? raw : (JSON.parse(mended) as Raw), kindOfPath, receivedAt);
}

/** The event as text; null when it is nested more deeply than the stack reaches. */
function write(raw: Raw): string | null {
  try {
    return JSON.stringify(raw);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readObject(raw: Raw, kindOfPath: Kind | undefined, receivedAt: Date): Signal | Rejection {
  const kind = kinds.find((candidate) => candidate === (kindOfPath ?? raw.type));
  if (kind === undefined) return reject("unknown_type", `type is one of ${kinds.join(", ")}`);
  const messageId = messageIdOf(raw);
  if (messageId.length > MAX_MESSAGE_ID)
    return reject("bad_message_id", `messageId has at most ${MAX_MESSAGE_ID} characters`);
  const [userId, anonymousId, previousId] = [idOf(raw.userId), idOf(raw.anonymousId), idOf(raw.previousId)];
  if (userId === null || anonymousId === null || previousId === null)
    return reject("bad_id", `ids are texts or numbers of at most ${MAX_ID} characters`);
  if (userId === undefined && anonymousId === undefined)
    return reject("no_user_anon_id", "userId or anonymousId is needed");
  const content = contentOf(kind, raw);
  if ("reason" in content && "detail" in content) return content as unknown as Rejection;
  const fields = (content.properties ?? content.traits ?? {}) as Raw;
  if (Object.keys(fields).length > MAX_FIELDS)
    return reject("too_many_fields", `at most ${MAX_FIELDS} properties or traits`);
  const context = isObject(raw.context) ? raw.context : {};
  const contextTraits = isObject(context.traits) ? context.traits : {};
  return {
    kind,
    messageId,
    userId,
    anonymousId,
    // Some clients send an alias whose ids are equal; there is nothing to join then.
    previousId: previousId === userId ? undefined : previousId,
    forwarded: forwardedIn(context, userId),
    at: settleTime(raw, receivedAt),
    traits: kind === "identify" ? { ...contextTraits, ...(content.traits as Raw) } : contextTraits,
    channel: channelOf(kind, context),
    data: {
      ...content,
      ...(userId === undefined ? {} : { userId }),
      context: contextOf(context),
      messageId,
      ...(raw.timestamp === undefined ? {} : { originalTimestamp: raw.timestamp }),
      ...(raw.sentAt === undefined ? {} : { sentAt: raw.sentAt }),
    },
  };
}
