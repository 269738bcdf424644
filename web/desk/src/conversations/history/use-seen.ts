import { useDocumentVisibility } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Message } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { send } from "../../../../ui/src/api.ts";
import { useMe } from "../../shell/me.tsx";
import { patchMatter, type Where } from "../matter-cache.ts";

/** Says that the newest message is on the member's screen, once for each, while the page is looked at. */
export function useSeen({ customerId, matterId }: Where, newest: Message | undefined): void {
  const cache = useQueryClient();
  const me = useMe();
  const visible = useDocumentVisibility() === "visible";
  const said = useRef("");
  const messageId = newest?.id;
  useEffect(() => {
    if (!visible || messageId === undefined || said.current === messageId) return;
    said.current = messageId;
    patchMatter(cache, matterId, { unread: false }, me.id);
    // A lost answer only leaves the dot for others of our own tabs; the next message says it anew.
    send(conversations.seen, { customerId, matterId, messageId }).catch(() => {
      said.current = "";
    });
  }, [cache, me.id, customerId, matterId, messageId, visible]);
}
