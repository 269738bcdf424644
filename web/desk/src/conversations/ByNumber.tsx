import { Navigate, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import * as conversations from "../../../../contract/conversations.ts";
import { Failed, Rows } from "../../../ui/src/parts/states.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { lastView } from "./last-view.ts";

/** The short address of a matter, /m/4821, as it stands in copied links. */
export function ByNumber() {
  const { t } = useTranslation();
  const { number } = useParams({ from: "/signed/m/$number" });
  const read = useRead(conversations.byNumber, { number });
  if (read.isError)
    return (
      <>
        <h1 className="for-readers">{t("matter.title")}</h1>
        <Failed error={read.error} retry={read.refetch} />
      </>
    );
  if (read.data === undefined) return <Rows count={3} />;
  const params = { view: lastView(), customerId: read.data.customerId, matterId: read.data.id };
  return <Navigate to="/inbox/$view/$customerId/$matterId" params={params} replace />;
}
