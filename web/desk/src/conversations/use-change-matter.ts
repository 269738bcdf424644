import { useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Matter, MatterState } from "../../../../contract/conversations.ts";
import * as conversations from "../../../../contract/conversations.ts";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo } from "../../../ui/src/query.ts";
import { useMe } from "../shell/me.tsx";
import { patchMatter } from "./matter-cache.ts";

type Patch = Partial<Pick<Matter, "assigneeId" | "teamId" | "state" | "subject">>;

/** Change a matter: shown at once, undone on screen after a refusal, and with a way back where it leaves the list. */
export function useChangeMatter(): (matter: Matter, patch: Patch) => void {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const me = useMe();
  const stateBefore = useRef<MatterState>("open");
  const readAgain = () =>
    void cache.invalidateQueries({ predicate: (query) => String(query.queryKey[0]).startsWith("conversations.") });
  const back = useDo(conversations.change, { done: readAgain, failed: toldRefusal });
  const change = useDo(conversations.change, {
    before: ({ matterId, version: _, customerId: __, ...patch }) => patchMatter(cache, matterId, patch as Patch, me.id),
    done: ({ id: matterId, customerId, version, number, ...matter }, { state }) => {
      patchMatter(cache, matterId, { version, number, ...matter }, me.id);
      void cache.invalidateQueries({ queryKey: [conversations.counts.id] });
      const undo = () => back.run({ customerId, matterId, version, state: stateBefore.current });
      if (state === "closed") told(t("matter.closed_toast", { number }), undo);
    },
    failed: (error) => {
      toldRefusal(error);
      readAgain();
    },
  });
  return (matter, patch) => {
    stateBefore.current = matter.state;
    change.run({ customerId: matter.customerId, matterId: matter.id, version: matter.version, ...patch });
  };
}
