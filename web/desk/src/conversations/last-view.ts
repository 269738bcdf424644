import { type InboxView, InboxView as Views } from "../../../../contract/conversations.ts";

const KEPT = "splot.view";

/** The view of the inbox in which this browser was last; at first everything. */
export function lastView(): InboxView {
  const kept = Views.safeParse(localStorage.getItem(KEPT));
  return kept.success ? kept.data : "all";
}

export const keepView = (view: InboxView): void => localStorage.setItem(KEPT, view);
