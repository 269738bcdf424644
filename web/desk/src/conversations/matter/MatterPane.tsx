import "./matter.css";
import { useQueryClient } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { Failed, Rows } from "../../../../ui/src/parts/states.tsx";
import { useRead } from "../../../../ui/src/query.ts";
import { useTopics } from "../../../../ui/src/use-live.tsx";
import { useCan } from "../../shell/me.tsx";
import { Composer } from "../composer/Composer.tsx";
import { History } from "../history/History.tsx";
import { lineOf, type Where } from "../matter-cache.ts";
import { AlsoOpen } from "./AlsoOpen.tsx";
import { Beside } from "./Beside.tsx";
import { Claims } from "./Claims.tsx";
import { MatterHead } from "./MatterHead.tsx";
import { SplitBar } from "./SplitBar.tsx";

/** The open matter of the address. */
export function MatterPane() {
  const { customerId, matterId } = useParams({ from: "/signed/inbox/$view/$customerId/$matterId" });
  return <Matter key={matterId} customerId={customerId} matterId={matterId} />;
}

function Matter({ customerId, matterId }: Where) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { panel } = useSearch({ from: "/signed/inbox/$view/$customerId/$matterId" });
  const placeholder = () => sketch(lineOf(cache, matterId));
  const read = useRead(conversations.get, { customerId, matterId }, { placeholderData: placeholder });
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const replies = useCan("conversations.reply");
  const detail = read.data;
  useTopics(`matter:${matterId}`, `customer:${customerId}`);

  if (read.isError && detail === undefined)
    return (
      <section className="matter" aria-label={t("matter.title")}>
        <h1 className="for-readers">{t("matter.title")}</h1>
        <Failed error={read.error} retry={read.refetch} />
      </section>
    );
  const choosing = chosen === null ? null : { chosen, choose: setChosen };
  return (
    <>
      <section className="matter" aria-label={t("matter.title")} data-panel={panel}>
        {detail === undefined ? (
          <Rows count={1} height={44} />
        ) : (
          <MatterHead detail={detail} split={() => setChosen(new Set())} />
        )}
        {detail !== undefined && <Claims detail={detail} />}
        {detail !== undefined && <AlsoOpen detail={detail} />}
        <History where={{ customerId, matterId }} detail={detail} choosing={choosing} />
        {detail !== undefined && chosen !== null && (
          <SplitBar detail={detail} chosen={chosen} close={() => setChosen(null)} />
        )}
        {detail !== undefined && chosen === null && replies && (
          <Composer where={{ customerId, matterId }} detail={detail} ready={!read.isPlaceholderData} />
        )}
      </section>
      {detail !== undefined && <Beside detail={detail} shown={panel === "customer"} />}
    </>
  );
}

const sketch = (line: ReturnType<typeof lineOf>): MatterDetail | undefined =>
  line && { matter: line, customer: line.customer, reach: [], claims: [], alsoOpen: [], joined: [], joinedInto: null };
