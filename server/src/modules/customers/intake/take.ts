import type { House } from "../../../platform/house.ts";
import { Batcher } from "./batcher.ts";
import type { Refused } from "./delivery.ts";
import { makeSourceFinder, type Source } from "./find-source.ts";
import { textToKeep } from "./json-text.ts";
import type { Intake } from "./read-request.ts";
import { readSignal } from "./read-signal.ts";
import { isRejection, type Rejection, type Signal } from "./signal.ts";

const BATCH_EVENTS = 2_500;
/** Clients give up after ten seconds and count that against the few tries they have; being told to wait costs them none. */
const PATIENCE_MS = 8_000;
const SAY_AGAIN_MS = 1_000;

/** `taken` is committed; who is told `busy` comes again soon, `full` later: there is no room to set the events aside. */
export type Outcome = "taken" | "busy" | "full";

/** Makes what takes requests in. */
export function makeTake(house: House, patienceMs = PATIENCE_MS): (intake: Intake) => Promise<Outcome> {
  const batcher = new Batcher(house);
  const find = makeSourceFinder(house);
  const complain = complainer(house);
  const take = async ({ writeKey, kind, events }: Intake): Promise<Outcome> => {
    const source = await find(writeKey);
    if (batcher.full) return "busy";
    const { signals, refused } = sort(events, source, kind, house.clock());
    if (signals.length + refused.length === 0) return "taken";
    return (await batcher.add({ source, writeKey, kind, signals, refused })) ? "taken" : "full";
  };
  return async (intake) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<"busy">((resolve) => {
      timer = setTimeout(resolve, patienceMs, "busy");
    });
    try {
      return await Promise.race([take(intake), late]);
    } catch (error) {
      complain(error);
      return "busy";
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Says once a second at most what is the same for thousands of requests. */
function complainer(house: House): (error: unknown) => void {
  let said = Number.NEGATIVE_INFINITY;
  return (error) => {
    if (performance.now() - said < SAY_AGAIN_MS) return;
    said = performance.now();
    house.log.warn({ err: error }, "events were not stored; the senders are asked to come again");
  };
}

/** The events to take in and those to set aside. */
function sort(events: readonly unknown[], source: Source | undefined, kind: Intake["kind"], receivedAt: Date) {
  const signals: Signal[] = [];
  const refused: Refused[] = [];
  events.forEach((event, place) => {
    const read = whyNot(source, place) ?? readSignal(event, kind, receivedAt);
    if (isRejection(read)) refused.push({ rejection: read, kept: textToKeep(event) });
    else signals.push(read);
  });
  return { signals, refused };
}

function whyNot(source: Source | undefined, place: number): Rejection | undefined {
  if (!source) return { reason: "unknown_write_key", detail: "no source has this write key" };
  if (!source.active) return { reason: "source_off", detail: "the source is switched off" };
  if (place < BATCH_EVENTS) return undefined;
  return { reason: "batch_too_long", detail: `a batch has at most ${BATCH_EVENTS} events` };
}
