import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { Refused, send } from "../../../ui/src/api.ts";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo } from "../../../ui/src/query.ts";
import { showLeftovers } from "./leftovers.ts";

/** After people were joined or parted nothing on screen about any of them can be believed. */
export function useReadPeople(): () => void {
  const cache = useQueryClient();
  return () => void cache.invalidateQueries();
}

/** Undo one merge; what was written while the two were one is shown for a person to look at. */
export function useUnmerge(): { pending: boolean; run: (customerId: string, mergeId: string) => void } {
  const { t } = useTranslation();
  const readAgain = useReadPeople();
  const unmerge = useDo(customers.unmerge, {
    done: (result) => {
      readAgain();
      told(t("merge.undone_toast"));
      showLeftovers(result);
    },
    failed: toldRefusal,
  });
  return { pending: unmerge.pending, run: (customerId, mergeId) => unmerge.run({ customerId, mergeId }) };
}

/** Join two customers into one person, with the way back in the toast. */
export function useMerge(done?: () => void): { pending: boolean; run: (customerId: string, otherId: string) => void } {
  const { t } = useTranslation();
  const readAgain = useReadPeople();
  const unmerge = useUnmerge();
  const merge = useDo(customers.merge, {
    done: (customer) => {
      readAgain();
      done?.();
      told(t("merge.toast"), () => void undo(customer.id));
    },
    failed: toldRefusal,
  });
  const undo = async (customerId: string) => {
    try {
      const { items } = await send(customers.merges, { customerId });
      // A rule may have joined the same two in its wake; that falls with the merge by hand, not the other way round.
      const byHand = items.filter((item) => item.by === "staff").sort((a, b) => (a.at < b.at ? 1 : -1));
      if (byHand[0] !== undefined) unmerge.run(customerId, byHand[0].id);
    } catch (error) {
      if (error instanceof Refused) toldRefusal(error);
    }
  };
  return { pending: merge.pending, run: (customerId, otherId) => merge.run({ customerId, otherId }) };
}
