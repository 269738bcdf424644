import type { QueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { z } from "zod";
import type { Attachment, Message } from "../../../../contract/conversations.ts";
import * as conversations from "../../../../contract/conversations.ts";
import { type Code, newKey, Refused, send } from "../../../ui/src/api.ts";
import { keepDraft, readDraft } from "../../../ui/src/drafts.ts";
import { addMessage } from "./matter-cache.ts";

type Reply = z.input<typeof conversations.reply.input>;
type Note = z.input<typeof conversations.note.input>;
type Talk = z.input<typeof conversations.logTalk.input> & { readonly matterId: string };

/** Who answered meanwhile, when, and what. */
export interface Answered {
  readonly by: string | null;
  readonly at: string;
  readonly text: string;
}

/** What was written and is not yet acknowledged. It survives a reload; its key makes every further try the same action. */
export type Outgoing = {
  readonly key: string;
  readonly memberId: string;
  readonly at: string;
  readonly files: readonly Attachment[];
  readonly state: "sending" | "refused" | "held";
  readonly code: Code | null;
  /** The answer of a colleague that held this one back. */
  readonly answered: Answered | null;
} & (
  | { readonly kind: "reply"; readonly input: Reply }
  | { readonly kind: "note"; readonly input: Note }
  | { readonly kind: "talk"; readonly input: Talk }
);

const KEPT = "outbox";
const PATIENCE = [300, 1000, 3000, 5000, 5000];
let items: readonly Outgoing[] = readDraft<Outgoing[]>(KEPT) ?? [];
const listeners = new Set<() => void>();
/** What this page, not the one before a reload, has begun to send. */
const started = new Set<string>();

function keep(next: readonly Outgoing[]): void {
  items = next;
  keepDraft(KEPT, next.length === 0 ? null : next);
  for (const tell of listeners) tell();
}

const change = (key: string, patch: Partial<Pick<Outgoing, "state" | "code" | "answered">>): void =>
  keep(items.map((item) => (item.key === key ? { ...item, ...patch } : item)));

const request = (item: Outgoing): Promise<Message> => {
  const options = { key: item.key, patience: PATIENCE };
  if (item.kind === "reply") return send(conversations.reply, item.input, options);
  if (item.kind === "note") return send(conversations.note, item.input, options);
  return send(conversations.logTalk, item.input, options);
};

async function deliver(cache: QueryClient, item: Outgoing): Promise<void> {
  change(item.key, { state: "sending", code: null });
  try {
    const message = await request(item);
    const { customerId, matterId } = item.input;
    addMessage(cache, { customerId, matterId }, message);
    keep(items.filter((other) => other.key !== item.key));
    void cache.invalidateQueries({ queryKey: [conversations.get.id, { customerId, matterId }] });
    void cache.invalidateQueries({ queryKey: [conversations.inbox.id] });
  } catch (error) {
    const refused = error instanceof Refused ? error : null;
    if (refused?.code === "answered_meanwhile") change(item.key, { state: "held", answered: answeredBy(refused) });
    else change(item.key, { state: "refused", code: refused?.code ?? "internal" });
  }
}

const answeredBy = ({ extra: { by, at, text } }: Refused): Answered | null =>
  typeof at === "string" && typeof text === "string" ? { by: typeof by === "string" ? by : null, at, text } : null;

type Written = Pick<Outgoing, "memberId" | "files"> &
  ({ kind: "reply"; input: Reply } | { kind: "note"; input: Note } | { kind: "talk"; input: Talk });

/** Send something written; it is on screen from now on, marked as on its way. */
export function sendOut(cache: QueryClient, written: Written): void {
  const item: Outgoing = {
    ...written,
    key: newKey(),
    at: new Date().toISOString(),
    state: "sending",
    code: null,
    answered: null,
  };
  started.add(item.key);
  keep([...items, item]);
  void deliver(cache, item);
}

/** Try again what was refused or got no answer: the same action, by the same key. */
export function tryAgain(cache: QueryClient, item: Outgoing): void {
  void deliver(cache, item);
}

/** Send a held reply although a colleague answered: a new action. */
export function sendAnyway(cache: QueryClient, item: Outgoing): void {
  takeBack(item);
  if (item.kind === "reply")
    sendOut(cache, {
      kind: "reply",
      memberId: item.memberId,
      files: item.files,
      input: { ...item.input, anyway: true },
    });
}

/** Take something off its way, to write on or to drop it. */
export const takeBack = (item: Outgoing): void => keep(items.filter((other) => other.key !== item.key));

/** After a reload or a cut: go on with this member's own, once each. */
export function resumeOutbox(cache: QueryClient, memberId: string): void {
  for (const item of items) {
    const waits = item.state === "refused" && (item.code === "offline" || item.code === "unavailable");
    const reloaded = item.state === "sending" && !started.has(item.key);
    started.add(item.key);
    if (item.memberId === memberId && (waits || reloaded)) void deliver(cache, item);
  }
}
/** Whoever signs out leaves nothing behind that would go out under the next one's name. */
export const forgetOutbox = (): void => keep([]);

/** What is on its way in a matter, oldest first. */
export function useOutgoing(matterId: string): readonly Outgoing[] {
  const all = useSyncExternalStore(subscribe, () => items);
  return all.filter((item) => item.input.matterId === matterId);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
