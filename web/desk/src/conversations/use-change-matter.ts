import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Matter } from "../../../../contract/conversations.ts";
import * as conversations from "../../../../contract/conversations.ts";
import { newKey, Refused, send } from "../../../ui/src/api.ts";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo } from "../../../ui/src/query.ts";
import { useMe } from "../shell/me.tsx";
import { inTurn } from "./in-turn.ts";
import { patchMatter } from "./matter-cache.ts";

type Patch = Partial<Pick<Matter, "assigneeId" | "teamId" | "state" | "subject">>;

/** Change a matter: shown at once, undone on screen after a refusal, and with a way back where it leaves the list. */
export function useChangeMatter(): (matter: Matter, patch: Patch) => void {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const me = useMe();
  const readAgain = () =>
    void cache.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith("conversations.") });
  const back = useDo(conversations.change, { done: readAgain, failed: toldRefusal });
  return async (matter, patch) => {
    const { id: matterId, customerId } = matter;
    const undo = patchMatter(cache, matterId, patch, me.id);
    const key = newKey();
    try {
      const { made, last } = await inTurn(matterId, matter.version, (version) =>
        send(conversations.change, { customerId, matterId, version, ...patch }, { key }),
      );
      const { id: _, customerId: __, ...news } = made;
      if (last) patchMatter(cache, matterId, news, me.id);
      void cache.invalidateQueries({ queryKey: [conversations.counts.id] });
      const { version, number } = made;
      if (patch.state === "closed")
        told(t("matter.closed_toast", { number }), () =>
          back.run({ customerId: made.customerId, matterId, version, state: matter.state }),
        );
    } catch (error) {
      undo();
      if (error instanceof Refused) toldRefusal(error);
      readAgain();
    }
  };
}
