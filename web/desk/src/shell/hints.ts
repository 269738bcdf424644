import type { Query, QueryClient } from "@tanstack/react-query";
import * as conversations from "../../../../contract/conversations.ts";
import * as customers from "../../../../contract/customers.ts";
import * as intake from "../../../../contract/intake.ts";
import * as staff from "../../../../contract/staff.ts";

const ids = (...calls: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(calls.map((c) => c.id));

const ofMatter = ids(conversations.get, conversations.messages);
const ofCustomer = ids(
  customers.get,
  customers.timeline,
  customers.merges,
  conversations.ofCustomer,
  conversations.get,
  staff.audit,
);
const ofMember = ids(staff.me, staff.sessions, conversations.inbox);
const ofOthers: Readonly<Record<string, ReadonlySet<string>>> = {
  inbox: ids(conversations.inbox, conversations.counts),
  customer: ids(customers.list),
  reviews: ids(customers.reviews),
  rejected: ids(intake.rejected, intake.rejectedTotals),
  staff: ids(staff.members, staff.branches, staff.teams),
};

/** Whether what a hint names may have changed the answer kept under a cache key. */
export function touches(topic: string, key: readonly unknown[]): boolean {
  const call = String(key[0]);
  const others = ofOthers[topic];
  if (others !== undefined) return others.has(call);
  const [word, id] = topic.split(":");
  if (word === "matter") return ofMatter.has(call) && (key[1] as { matterId?: string } | undefined)?.matterId === id;
  // A customer is read under the canonical leaf and told of under any: whoever is on screen is read again.
  if (word === "customer") return ofCustomer.has(call);
  return word === "member" && ofMember.has(call);
}

/** Lists of a busy company are told of many times a second; they are read again at most this often (ms). */
const SPACING = 500;
const isBusy = (topic: string): boolean => topic === "inbox" || topic === "customer" || topic.startsWith("customer:");

/**
 * Reads again what the topics of hints touch: what is on screen, the rest when it is next shown. The first hint is followed
 * at once; those about busy lists that come close after it are followed together.
 */
export function makeReadAgain(cache: QueryClient, spacing = SPACING): (topics: readonly string[]) => void {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const read = (topics: readonly string[]) => {
    const predicate = (query: Query) => topics.some((topic) => touches(topic, query.queryKey));
    if (topics.length > 0) void cache.invalidateQueries({ predicate });
  };
  const flush = () => {
    timer = undefined;
    if (waiting.size === 0) return;
    read([...waiting]);
    waiting.clear();
    timer = setTimeout(flush, spacing);
  };
  return (topics) => {
    read(topics.filter((topic) => !isBusy(topic)));
    for (const topic of topics) if (isBusy(topic)) waiting.add(topic);
    if (timer === undefined) flush();
  };
}
