import type { Locale } from "../../../../contract/http.ts";
import type { Api } from "../shared/api.ts";
import type { Clock } from "../shared/clock.ts";
import { Failure } from "../shared/failure.ts";
import { randomId } from "../shared/random-id.ts";
import { readJson, type Storage } from "../shared/storage.ts";
import { Lease } from "./lease.ts";

export interface Key {
  readonly token: string;
  readonly deviceId: string;
}

export interface DeviceOptions {
  readonly api: Api;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly site: string;
  readonly locale: Locale;
  /** The tracker's id of this visitor, or undefined when nobody is tracked. */
  readonly anonymousId: () => string | undefined;
}

const entering = 20_000;

/** This browser as a device of a customer: its token, shared by the tabs and kept until it is forgotten. */
export class Device {
  readonly storageKey: string;
  readonly #options: DeviceOptions;
  readonly #lease: Lease;
  readonly #watchers = new Set<() => void>();
  #enter: Promise<Key> | null = null;
  /** Stays the same until an answer came, so that a lost answer does not make two devices. */
  #attempt = randomId();

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.storageKey = `splot.${options.site}`;
    this.#lease = new Lease(options.storage, `${this.storageKey}.entering`, options.clock, randomId());
    options.storage.onChange((key) => {
      if (key === null || key === this.storageKey) this.#tell();
    });
  }

  get key(): Key | null {
    const key = readJson<Partial<Key>>(this.#options.storage, this.storageKey);
    return typeof key?.token === "string" && typeof key.deviceId === "string"
      ? { token: key.token, deviceId: key.deviceId }
      : null;
  }

  /** The key, asked of the server when there is none. Throws `Failure`. */
  ensure(): Promise<Key> {
    const key = this.key;
    if (key !== null) return Promise.resolve(key);
    this.#enter ??= this.#askForKey().finally(() => {
      this.#enter = null;
    });
    return this.#enter;
  }

  /** Drop this token, unless another tab has a newer one already. */
  forget(token: string): void {
    if (this.key?.token !== token) return;
    this.#options.storage.remove(this.storageKey);
    this.#tell();
  }

  /** Call when the key came, went or was changed, also by another tab. */
  onChange(run: () => void): void {
    this.#watchers.add(run);
  }

  async #askForKey(): Promise<Key> {
    const { api, storage, clock, site, locale, anonymousId } = this.#options;
    while (!this.#lease.take(entering)) {
      await new Promise<void>((done) => clock.after(200, done));
      if (this.key !== null) return this.key;
    }
    try {
      const id = anonymousId();
      const input = { site, locale, ...(id === undefined ? {} : { anonymousId: id }) };
      const { token, deviceId } = await api.call("enter", input, { key: this.#attempt });
      this.#attempt = randomId();
      storage.set(this.storageKey, JSON.stringify({ token, deviceId } satisfies Key));
      this.#tell();
      return { token, deviceId };
    } catch (error) {
      // A refusal was an answer; what is asked next may differ and so takes a key of its own.
      if (!(error instanceof Failure) || !error.passing) this.#attempt = randomId();
      throw error;
    } finally {
      this.#lease.release();
    }
  }

  #tell(): void {
    for (const run of this.#watchers) run();
  }
}
