import type { Api } from "../shared/api.ts";
import type { Input } from "../shared/calls.ts";
import { Failure } from "../shared/failure.ts";
import { randomId } from "../shared/random-id.ts";
import type { Letter } from "./letter.ts";

/**
 * Sends a letter once. A second click while it is under way gives the same answer; after a lost answer the very same
 * request goes again under the same key, as long as nothing in it was changed.
 */
export class Submission {
  readonly #api: Api;
  #running: Promise<number> | null = null;
  #last: { readonly words: string; readonly input: Input<"submitForm">; readonly key: string } | null = null;

  constructor(api: Api) {
    this.#api = api;
  }

  /** Send; answers the number of the matter. `make` is asked for the request only when it is a new one. Throws `Failure`. */
  send(letter: Letter, make: () => Input<"submitForm">): Promise<number> {
    this.#running ??= this.#send(letter, make).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #send(letter: Letter, make: () => Input<"submitForm">): Promise<number> {
    const words = JSON.stringify(letter);
    if (this.#last?.words !== words) this.#last = { words, input: make(), key: randomId() };
    const { input, key } = this.#last;
    try {
      const { number } = await this.#api.call("submitForm", input, { key });
      this.#last = null;
      return number;
    } catch (error) {
      // Refused is answered: the next attempt is another request, with its own elapsed time.
      if (!(error instanceof Failure) || !error.passing || error.status === 429) this.#last = null;
      throw error;
    }
  }
}
