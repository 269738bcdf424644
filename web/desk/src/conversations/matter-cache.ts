import type { QueryClient } from "@tanstack/react-query";
import type { Matter, MatterDetail, MatterLine, Message } from "../../../../contract/conversations.ts";
import * as conversations from "../../../../contract/conversations.ts";
import { keyOf, type Pages } from "../../../ui/src/query.ts";

/** Address of a matter. */
export interface Where {
  readonly customerId: string;
  readonly matterId: string;
}

type InboxInput = { readonly view?: string; readonly state?: string };

/** The line of the inbox that is already read for a matter, so that its head is on screen at once. */
export function lineOf(cache: QueryClient, matterId: string): MatterLine | undefined {
  const lists = cache.getQueriesData<Pages<MatterLine>>({ queryKey: [conversations.inbox.id] });
  for (const [, pages] of lists)
    for (const page of pages?.pages ?? []) {
      const line = page.items.find((item) => item.id === matterId);
      if (line !== undefined) return line;
    }
  return undefined;
}

/**
 * Show a change of a matter everywhere on screen before the server has answered; lists that it no longer belongs to let
 * it go. Answers with the way back.
 */
export function patchMatter(cache: QueryClient, id: string, patch: Partial<MatterLine>, me: string): () => void {
  const lists = cache.getQueriesData<Pages<MatterLine>>({ queryKey: [conversations.inbox.id] });
  const details = cache.getQueriesData<MatterDetail>({ queryKey: [conversations.get.id] });
  for (const [key, pages] of lists) {
    if (pages === undefined) continue;
    const input = (key[1] ?? {}) as InboxInput;
    const items = (page: { items: MatterLine[]; next: string | null }) => ({
      ...page,
      items: page.items
        .map((item) => (item.id === id ? { ...item, ...patch } : item))
        .filter((item) => item.id !== id || belongs(item, input, me)),
    });
    cache.setQueryData(key, { ...pages, pages: pages.pages.map(items) });
  }
  for (const [key, detail] of details)
    if (detail?.matter.id === id) cache.setQueryData(key, { ...detail, matter: { ...detail.matter, ...patch } });
  return () => {
    for (const [key, data] of [...lists, ...details]) cache.setQueryData(key, data);
  };
}

function belongs(matter: Matter, { view, state }: InboxInput, me: string): boolean {
  if (state !== undefined && matter.state !== state) return false;
  if (view === "mine") return matter.assigneeId === me;
  return view !== "unassigned" || matter.assigneeId === null;
}

/** Add an acknowledged message to what is on screen, unless a hint has brought it already. */
export function addMessage(cache: QueryClient, where: Where, message: Message): void {
  const { customerId, matterId } = where;
  cache.setQueryData<Pages<Message>>(keyOf(conversations.messages, { customerId, matterId }), (pages) => {
    const [first, ...rest] = pages?.pages ?? [];
    if (pages === undefined || first === undefined) return pages;
    const known = pages.pages.some((page) => page.items.some((item) => item.id === message.id));
    return known ? pages : { ...pages, pages: [{ ...first, items: [message, ...first.items] }, ...rest] };
  });
}
