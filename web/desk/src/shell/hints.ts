import type { Query, QueryClient } from "@tanstack/react-query";
import * as conversations from "../../../../contract/conversations.ts";
import * as customers from "../../../../contract/customers.ts";
import * as staff from "../../../../contract/staff.ts";

const ids = (...calls: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(calls.map((c) => c.id));

const ofInbox = ids(conversations.inbox, conversations.counts);
const ofMatter = ids(conversations.get, conversations.messages);
const ofCustomer = ids(
  customers.get,
  customers.timeline,
  customers.merges,
  conversations.ofCustomer,
  conversations.get,
  staff.audit,
);
const ofMember = ids(staff.me, staff.sessions);

/** Whether what a hint names may have changed the answer kept under a cache key. */
export function touches(topic: string, key: readonly unknown[]): boolean {
  const call = String(key[0]);
  if (topic === "inbox") return ofInbox.has(call);
  const [word, id] = topic.split(":");
  if (word === "matter") return ofMatter.has(call) && (key[1] as { matterId?: string } | undefined)?.matterId === id;
  // A customer is read under the canonical leaf and told of under any: whoever is on screen is read again.
  if (word === "customer") return ofCustomer.has(call);
  return word === "member" && ofMember.has(call);
}

/** Read again what the topics of a hint touch: at once what is on screen, the rest when it is next shown. */
export function readAgain(cache: QueryClient, topics: readonly string[]): void {
  const predicate = (query: Query) => topics.some((topic) => touches(topic, query.queryKey));
  void cache.invalidateQueries({ predicate });
}
