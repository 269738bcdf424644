import type { Attachment } from "../../../../contract/conversations.ts";
import type { Api } from "../shared/api.ts";
import { Failure } from "../shared/failure.ts";
import { randomId } from "../shared/random-id.ts";
import { createStore } from "../shared/store.ts";
import type { Device } from "./device.ts";
import { upload } from "./upload.ts";

export const mostFiles = 10;
export const mostMegabytes = 25;

/** A file that the customer picked for the next message. */
export interface Pick {
  readonly id: string;
  readonly file: File;
  /** Share uploaded, 0 to 1. */
  readonly share: number;
  readonly attachment: Attachment | null;
  readonly failed: string | null;
}

/** Why a file was not taken at all. */
export type Unpicked = { readonly reason: "too_large"; readonly name: string } | { readonly reason: "too_many" };

/** The files of the message being written; each is uploaded as soon as it is picked. */
export class Picks {
  readonly store = createStore<{ items: readonly Pick[]; unpicked: Unpicked | null }>({ items: [], unpicked: null });
  /** What was uploaded from this page, by file id; it need not be fetched to be shown. */
  readonly uploaded = new Map<string, Blob>();
  readonly #api: Api;
  readonly #device: Device;
  readonly #aborts = new Map<string, AbortController>();

  constructor(api: Api, device: Device) {
    this.#api = api;
    this.#device = device;
  }

  get busy(): boolean {
    return this.store.get().items.some((one) => one.attachment === null && one.failed === null);
  }

  add(files: readonly File[]): void {
    this.store.set({ unpicked: null });
    for (const file of files) {
      if (this.store.get().items.length >= mostFiles) this.store.set({ unpicked: { reason: "too_many" } });
      else if (file.size > mostMegabytes * 1024 * 1024)
        this.store.set({ unpicked: { reason: "too_large", name: file.name } });
      else {
        const one: Pick = { id: randomId(), file, share: 0, attachment: null, failed: null };
        this.store.set({ items: [...this.store.get().items, one] });
        void this.#upload(one);
      }
    }
  }

  retry(id: string): void {
    const one = this.store.get().items.find((item) => item.id === id);
    if (one !== undefined) void this.#upload(one);
  }

  remove(id: string): void {
    this.#aborts.get(id)?.abort();
    this.store.set({ items: this.store.get().items.filter((one) => one.id !== id), unpicked: null });
  }

  /** The uploaded files, taken out for sending. What failed stays. */
  take(): Attachment[] {
    const { items } = this.store.get();
    this.store.set({ items: items.filter((one) => one.attachment === null), unpicked: null });
    return items.flatMap((one) => one.attachment ?? []);
  }

  async #upload(one: Pick): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(one.id, abort);
    this.#change(one.id, { share: 0, failed: null });
    try {
      for (let attempt = 0; ; attempt += 1) {
        const { token } = await this.#device.ensure();
        try {
          const progress = (share: number) => this.#change(one.id, { share });
          const attachment = await upload(this.#api.origin, token, one.file, progress, abort.signal);
          this.uploaded.set(attachment.fileId, one.file);
          this.#change(one.id, { attachment, share: 1 });
          return;
        } catch (error) {
          if (!(error instanceof Failure) || error.status !== 401 || attempt > 0) throw error;
          this.#device.forget(token);
        }
      }
    } catch (error) {
      this.#change(one.id, { failed: error instanceof Failure ? error.code : "other" });
    } finally {
      this.#aborts.delete(one.id);
    }
  }

  #change(id: string, change: Partial<Pick>): void {
    this.store.set({ items: this.store.get().items.map((one) => (one.id === id ? { ...one, ...change } : one)) });
  }
}
