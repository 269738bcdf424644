import type { ChatMessage, ChatThread } from "../../../../contract/chat.ts";
import type { Api } from "../shared/api.ts";
import type { CallName, Input, Output } from "../shared/calls.ts";
import type { Clock } from "../shared/clock.ts";
import { Failure } from "../shared/failure.ts";
import type { Storage } from "../shared/storage.ts";
import { createStore } from "../shared/store.ts";
import type { Device } from "./device.ts";
import { unseen } from "./lines.ts";
import { Live } from "./live.ts";
import { Outbox, type Outgoing } from "./outbox.ts";
import { Picks } from "./picks.ts";

export interface ChatState {
  readonly open: boolean;
  readonly thread: ChatThread | null;
  readonly outgoing: readonly Outgoing[];
  /** Messages the server acknowledged to this page and that the thread, as last read, does not show yet. */
  readonly recent: readonly ChatMessage[];
  /** Who of the staff is writing now; an empty string when the name is not told. */
  readonly typing: string | null;
  /** The last thing that was asked of the server was answered. */
  readonly reachable: boolean;
  /** The newest message of the staff that was on the screen of this browser. */
  readonly seen: string | null;
}

export interface ConversationOptions {
  readonly api: Api;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly device: Device;
  /** Address of the page the customer is on. */
  readonly page: () => string;
  /** The customer asked to be forgotten on this device. */
  readonly forgotten: () => void;
}

const pollEvery = 5_000;
const typingLasts = 5_000;
const greetingWithin = 3_000;

/** The talk of this browser with the company: what is shown, and everything that may be done in it. */
export class Conversation {
  readonly store = createStore<ChatState>({
    open: false,
    thread: null,
    outgoing: [],
    recent: [],
    typing: null,
    reachable: true,
    seen: null,
  });
  readonly picks: Picks;
  readonly device: Device;
  /** Message ids that were sent from this page, with the keys they had in the outbox. */
  readonly names = new Map<string, string>();
  readonly #options: ConversationOptions;
  readonly #outbox: Outbox;
  readonly #live: Live;
  readonly #seenKey: string;
  #reading = false;
  #readAgain = false;
  #stopPoll: (() => void) | null = null;
  #stopTyping: (() => void) | null = null;

  constructor(options: ConversationOptions) {
    const { api, storage, clock, device } = options;
    this.#options = options;
    this.device = device;
    this.picks = new Picks(api, device);
    this.#seenKey = `${device.storageKey}.seen`;
    this.#outbox = new Outbox({
      api,
      storage,
      clock,
      device,
      changed: () => this.store.set({ outgoing: this.#outbox.all() }),
      sent: (message, one) => this.#sent(message, one),
      reachable: (yes) => this.store.set({ reachable: yes }),
    });
    this.#live = new Live({
      url: `${api.origin.replace(/^http/, "ws")}/api/live?device`,
      clock,
      up: () => {
        this.store.set({ reachable: true });
        this.#outbox.hurry();
        void this.refresh();
      },
      down: () => {
        void this.refresh();
        this.#poll();
      },
      hint: () => void this.refresh(),
      typing: (name) => this.#typing(name),
    });
    this.store.set({ outgoing: this.#outbox.all(), seen: storage.get(this.#seenKey) });
    storage.onChange((key) => {
      if (key === this.#seenKey) this.store.set({ seen: storage.get(key) });
    });
    device.onChange(() => this.#deviceChanged());
  }

  /** Take up a talk that this browser began before; does nothing for a new visitor. */
  resume(): void {
    this.#deviceChanged();
    if (this.#outbox.all().length > 0) this.#outbox.hurry();
  }

  /** The page is hidden for good or frozen: let go of the socket. `resume` brings everything back. */
  pause(): void {
    this.#live.stop();
  }

  /** The line is back, or the customer is: see at once what is new. */
  wake(): void {
    this.store.set({ reachable: true });
    if (this.device.key === null) return;
    this.#outbox.hurry();
    this.#live.hurry();
    void this.refresh();
  }

  /** The browser has lost its line; whatever is written waits. */
  lineLost(): void {
    this.store.set({ reachable: false });
  }

  setOpen(open: boolean): void {
    this.store.set({ open });
    if (open && !this.#live.isUp) void this.refresh();
    this.#poll();
  }

  /** Write to the company: the text with the files that are uploaded. Nothing happens when there is neither. */
  send(text: string): void {
    const files = this.picks.take();
    if (text.trim() === "" && files.length === 0) return;
    this.#outbox.add(text.trim(), files, this.#options.page().slice(0, 2000), this.#newest());
  }

  retry(id: string): void {
    this.#outbox.retry(id);
  }

  discard(id: string): void {
    this.#outbox.remove(id);
  }

  /** The customer is writing. */
  typing(): void {
    const key = this.device.key;
    if (key !== null) this.#live.typing(`device:${key.deviceId}`);
  }

  /** The newest messages are on the screen. */
  see(): void {
    const { thread, seen } = this.store.get();
    const newest = unseen(thread?.messages ?? [], seen).at(-1);
    const token = this.device.key?.token;
    if (newest === undefined || token === undefined) return;
    this.#options.storage.set(this.#seenKey, newest.id);
    this.store.set({ seen: newest.id });
    // Lost, it is made up for by the next message seen.
    this.#options.api.call("read", { messageId: newest.id }, { token }).catch(() => {});
  }

  /** Give a name, an address, or both. Throws `Failure`. */
  async introduce(input: Input<"introduce">): Promise<void> {
    this.#show(await this.#ask("introduce", input));
  }

  /** Have a code sent to the address. Throws `Failure`. */
  async requestCode(email: string): Promise<void> {
    await this.#ask("requestCode", { email });
  }

  /** Prove the address by its code; answers how many messages appeared. Throws `Failure`. */
  async prove(email: string, code: string): Promise<number> {
    const before = messagesOf(this.store.get()).length;
    this.#show(await this.#ask("prove", { email, code }));
    return Math.max(0, messagesOf(this.store.get()).length - before);
  }

  /** Make this browser a stranger again. Throws `Failure` when the server could not be told. */
  async leave(): Promise<void> {
    const token = this.device.key?.token;
    if (token !== undefined) {
      await this.#options.api.call("leave", {}, { token }).catch((error: unknown) => {
        if (!(error instanceof Failure) || error.status !== 401) throw error;
      });
      for (const one of this.#outbox.all()) this.#outbox.remove(one.id);
      this.#options.storage.remove(this.#seenKey);
      this.store.set({ seen: null });
      this.device.forget(token);
    }
    this.#options.forgotten();
  }

  /** The bytes of an attachment of the thread. Throws `Failure`. */
  async download(fileId: string): Promise<Blob> {
    const own = this.picks.uploaded.get(fileId);
    return own ?? this.#options.api.download(fileId, (await this.device.ensure()).token);
  }

  /** Read the thread again. Asked while it is being read, it is read once more afterwards. */
  async refresh(): Promise<void> {
    const token = this.device.key?.token;
    if (token === undefined) return;
    if (this.#reading) {
      this.#readAgain = true;
      return;
    }
    this.#reading = true;
    try {
      const thread = await this.#options.api.call("thread", {}, { token });
      if (this.device.key?.token === token) this.#show(thread);
    } catch (error) {
      if (error instanceof Failure && error.status === 401) this.device.forget(token);
      else if (error instanceof Failure && error.code === "network") this.store.set({ reachable: false });
    } finally {
      this.#reading = false;
      if (this.#readAgain) {
        this.#readAgain = false;
        void this.refresh();
      }
    }
  }

  #show(thread: ChatThread): void {
    const last = this.#newest();
    const spoken = thread.messages.at(-1);
    if (spoken?.from === "staff" && spoken.id !== last) this.#typing(null);
    const shown = new Set(thread.messages.map((message) => message.id));
    const recent = this.store.get().recent.filter((message) => !shown.has(message.id));
    this.store.set({ thread, recent, reachable: true });
  }

  async #ask<N extends CallName>(name: N, input: Input<N>): Promise<Output<N>> {
    for (let attempt = 0; ; attempt += 1) {
      const { token } = await this.device.ensure();
      try {
        return await this.#options.api.call(name, input, { token });
      } catch (error) {
        if (!(error instanceof Failure) || error.status !== 401 || attempt > 0) throw error;
        this.device.forget(token);
      }
    }
  }

  #sent(message: ChatMessage, one: Outgoing): void {
    this.names.set(message.id, one.id);
    const state = this.store.get();
    if (messagesOf(state).every((other) => other.id !== message.id))
      this.store.set({ recent: [...state.recent, message] });
  }

  #newest(): string | null {
    return messagesOf(this.store.get()).at(-1)?.id ?? null;
  }

  #deviceChanged(): void {
    const key = this.device.key;
    if (key === null) {
      this.#live.stop();
      this.store.set({ thread: null, recent: [], typing: null });
      return;
    }
    this.#live.start(key.token);
    // The greeting on the socket sets off the first reading; without a socket it is read all the same.
    const { open } = this.store.get();
    this.#options.clock.after(open ? 0 : greetingWithin, () => {
      if (this.store.get().thread === null) void this.refresh();
    });
    this.#poll();
  }

  #typing(name: string | null): void {
    this.#stopTyping?.();
    this.store.set({ typing: name });
    this.#stopTyping =
      name === null ? null : this.#options.clock.after(typingLasts, () => this.store.set({ typing: null }));
  }

  /** While the panel is open and the socket is not to be had, look every five seconds. */
  #poll(): void {
    this.#stopPoll?.();
    this.#stopPoll = this.#options.clock.after(pollEvery, () => {
      this.#stopPoll = null;
      if (!this.store.get().open || this.#live.isUp || this.device.key === null) return;
      void this.refresh();
      this.#poll();
    });
  }
}

/** All messages that the server is known to have, oldest first. */
export const messagesOf = (state: ChatState): readonly ChatMessage[] => [
  ...(state.thread?.messages ?? []),
  ...state.recent,
];

/** Is the customer waiting for an answer to something that no address leads to? Then one should be asked for. */
export const wantsAddress = (state: ChatState): boolean =>
  state.thread !== null &&
  state.thread.proved.length === 0 &&
  state.thread.claimed === null &&
  (messagesOf(state).some((message) => message.from === "me") || state.outgoing.length > 0);
