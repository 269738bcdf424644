import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Matter, MatterDetail } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { told, toldRefusal } from "../../../../ui/src/parts/toast.tsx";
import { keyOf, useDo } from "../../../../ui/src/query.ts";

/** Read everything of matters again, after messages went from one to another. */
export function useReadMatters(): () => void {
  const cache = useQueryClient();
  return () =>
    void cache.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith("conversations.") });
}

type Other = { readonly customerId: string; readonly id: string };

/** Read another matter of the same person as part of this one, with the way back in the toast. */
export function useJoin(matter: Matter, done?: () => void): { pending: boolean; run: (other: Other) => void } {
  const { t } = useTranslation();
  const readAgain = useReadMatters();
  const unjoin = useUnjoin(matter);
  const join = useDo(conversations.join, {
    done: (_, { otherCustomerId, otherId }) => {
      readAgain();
      done?.();
      told(t("matter.joined_toast"), () => unjoin({ customerId: otherCustomerId, id: otherId }));
    },
    failed: toldRefusal,
  });
  const { customerId, id: matterId } = matter;
  return {
    pending: join.pending,
    run: (other) => join.run({ customerId, matterId, otherCustomerId: other.customerId, otherId: other.id }),
  };
}

/** Undo a join of another matter into this one. */
export function useUnjoin({ customerId, id: matterId }: Matter): (other: Other) => void {
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
