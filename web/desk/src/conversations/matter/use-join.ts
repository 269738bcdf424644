import { useQueryClient } from "@tanstack/react-query";
import type { Matter, MatterDetail } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { toldRefusal } from "../../../../ui/src/parts/toast.tsx";
import { keyOf, useDo } from "../../../../ui/src/query.ts";

/** Read everything of matters again, after messages went from one to another. */
export function useReadMatters(): () => void {
  const cache = useQueryClient();
  return () =>
    void cache.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith("conversations.") });
}

/** Undo a join of another matter into this one. */
export function useUnjoin({ customerId, id: matterId }: Matter): (other: { customerId: string; id: string }) => void {
  const cache = useQueryClient();
  const readAgain = useReadMatters();
  const unjoin = useDo(conversations.unjoin, {
    done: (detail: MatterDetail) => {
      cache.setQueryData(keyOf(conversations.get, { customerId, matterId }), detail);
      readAgain();
    },
    failed: toldRefusal,
  });
  return (other) => unjoin.run({ customerId, matterId, otherCustomerId: other.customerId, otherId: other.id });
}
