import "./inbox.css";
import { Outlet, useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useTopics } from "../../../../ui/src/use-live.tsx";
import { keepView } from "../last-view.ts";
import { InboxHead } from "./InboxHead.tsx";
import { InboxList } from "./InboxList.tsx";
import { useInbox } from "./use-inbox.ts";

/** The inbox: the list of matters, and beside it the one that is open. On a phone one of the two. */
export function Inbox() {
  const { t } = useTranslation();
  const inbox = useInbox();
  const open = useParams({ strict: false }).matterId;
  useTopics("inbox");
  useEffect(() => keepView(inbox.view), [inbox.view]);
  return (
    <div className="inbox" data-open={open !== undefined}>
      <section className="inbox-list" aria-label={t("inbox.title")}>
        {open === undefined && <h1 className="for-readers">{t("inbox.title")}</h1>}
        <InboxHead inbox={inbox} />
        <InboxList inbox={inbox} />
      </section>
      <Outlet />
    </div>
  );
}
