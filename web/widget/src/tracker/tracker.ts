import type { Clock } from "../shared/clock.ts";
import type { Storage } from "../shared/storage.ts";
import { contextOf, pageOf, type Surroundings } from "./context.ts";
import { Courier } from "./courier.ts";
import { type Fields, makeEvent, type SegmentEvent } from "./event.ts";
import { Visitor } from "./visitor.ts";

export interface TrackerOptions {
  readonly origin: string;
  readonly site: string;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly surroundings: () => Surroundings;
  readonly beacon: (url: string, body: string) => boolean;
}

/** Tells the server what the visitor does on the page, in the Segment protocol, under our own roof. */
export class Tracker {
  readonly courier: Courier;
  readonly #options: TrackerOptions;
  readonly #visitor: Visitor;
  #referrer: string | null = null;

  constructor(options: TrackerOptions) {
    this.#options = options;
    this.#visitor = new Visitor(options.storage);
    this.courier = new Courier({
      url: `${options.origin}/v1/b`,
      storage: options.storage,
      prefix: `splot.${options.site}.event.`,
      clock: options.clock,
      beacon: options.beacon,
    });
  }

  get anonymousId(): string {
    return this.#visitor.anonymousId;
  }

  /** Something was done: `event` is its name in the words of the shop. */
  track(event: string, properties: Fields = {}): void {
    this.#add({ type: "track", event: String(event), properties });
  }

  /** The visitor looks at this page. */
  page(name?: string, properties: Fields = {}): void {
    const page = pageOf(this.#now());
    this.#add({
      type: "page",
      ...(typeof name === "string" ? { name } : {}),
      properties: { ...page, ...(typeof name === "string" ? { name } : {}), ...properties },
    });
  }

  /** The page knows who this is. Without a user id only traits are told. */
  identify(userId: string | number | Fields | null, traits: Fields = {}): void {
    const named = typeof userId === "string" || typeof userId === "number";
    const known = this.#visitor.identify(named ? String(userId) : null, named || userId === null ? traits : userId);
    this.#add({ type: "identify", traits: known });
  }

  /** The visitor signed out: whoever comes next is somebody else. */
  reset(): void {
    this.#visitor.forget();
  }

  /** The page changed its address without being loaded anew; the old address is where the visitor came from. */
  moved(from: string): void {
    this.#referrer = from;
    this.page();
  }

  #now(): Surroundings {
    const now = this.#options.surroundings();
    return this.#referrer === null ? now : { ...now, referrer: this.#referrer };
  }

  #add(what: Pick<SegmentEvent, "type" | "event" | "name" | "properties" | "traits">): void {
    this.courier.add(makeEvent(this.#options.clock, this.#visitor.who, contextOf(this.#now()), what));
  }
}
