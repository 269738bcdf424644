import { randomId } from "../shared/random-id.ts";
import { readJson, type Storage } from "../shared/storage.ts";
import type { Fields, Who } from "./event.ts";

/** The keys under which analytics.js keeps the same, as JSON, so that both agree on one page. */
const anonymousKey = "ajs_anonymous_id";
const userKey = "ajs_user_id";
const traitsKey = "ajs_user_traits";

/** The visitor of this browser: an id of our making, and the user id and traits that the page told us. */
export class Visitor {
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** The anonymous id, made when there is none yet. */
  get anonymousId(): string {
    const raw = this.#storage.get(anonymousKey);
    const kept = readJson<unknown>(this.#storage, anonymousKey) ?? raw;
    if (typeof kept === "string" && kept !== "" && kept.length <= 200) return kept;
    const made = randomId();
    this.#storage.set(anonymousKey, JSON.stringify(made));
    return made;
  }

  get who(): Who {
    const userId = readJson<unknown>(this.#storage, userKey);
    return { anonymousId: this.anonymousId, userId: typeof userId === "string" ? userId : null };
  }

  /**
   * Remember the user and what is known of them, and answer all that is known. Another user than before is another
   * person at the same browser: the anonymous id and the old traits go.
   */
  identify(userId: string | null, traits: Fields): Fields {
    const before = this.who.userId;
    if (userId !== null) {
      if (before !== null && before !== userId) this.forget();
      this.#storage.set(userKey, JSON.stringify(userId));
    }
    const known = { ...readJson<Fields>(this.#storage, traitsKey), ...traits };
    this.#storage.set(traitsKey, JSON.stringify(known));
    return known;
  }

  /** Begin a new visitor, as after signing out. */
  forget(): void {
    for (const key of [anonymousKey, userKey, traitsKey]) this.#storage.remove(key);
  }
}
