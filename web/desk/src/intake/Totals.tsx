import { Alert, Button, Group } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as intake from "../../../../contract/intake.ts";
import { told, toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { useCan } from "../shell/me.tsx";
import { SourceDialog } from "./SourceDialog.tsx";

/** What is set aside of each write key: whether there is room for more, and the way in once the key has a source. */
export function Totals() {
  const { t } = useTranslation();
  const read = useRead(intake.rejectedTotals, {});
  const [adding, setAdding] = useState<string | null>(null);
  if (read.data === undefined || read.data.items.length === 0) return null;
  const isFull = read.data.isFull || read.data.items.some((item) => item.isFull);
  return (
    <>
      {isFull && (
        <Alert color="red" mb="md" icon={<IconAlertTriangle size={18} />} title={t("rejected.full")}>
          {t("rejected.full_hint")}
        </Alert>
      )}
      <ul className="reviews">
        {read.data.items.map((total) => (
          <TotalLine key={total.writeKey} total={total} add={() => setAdding(total.writeKey)} />
        ))}
      </ul>
      {adding !== null && <SourceDialog known={null} writeKey={adding} close={() => setAdding(null)} />}
    </>
  );
}

function TotalLine({ total, add }: { total: intake.RejectedTotal; add: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const manages = useCan("settings.manage");
  const { writeKey, sourceName, isTaken, events, waiting, dropped, isFull } = total;
  const readAgain = () =>
    void cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith("intake.") });
  const replay = useDo(intake.replayRejected, { done: () => told(t("rejected.replaying")), failed: toldRefusal });
  const dismiss = useDo(intake.dismissRejectedOf, { done: readAgain, failed: toldRefusal });
  return (
    <li className="review">
      <div className="review-who">
        <strong>{sourceName ?? t("rejected.unknown_source")}</strong>
        <span className="line-detail">{writeKey === "" ? t("rejected.no_key") : writeKey}</span>
      </div>
      <p className="section-none">
        {[
          t("rejected.kept", { count: events }),
          waiting > 0 ? t("rejected.waiting", { count: waiting }) : null,
          dropped > 0 ? t("rejected.dropped", { count: dropped }) : null,
          isFull ? t("rejected.key_full") : null,
        ]
          .filter((part) => part !== null)
          .join(" · ")}
      </p>
      <Group gap="xs" mt={6}>
        {waiting > 0 && isTaken && (
          <Button size="xs" loading={replay.pending} onClick={() => replay.run({ writeKey })}>
            {t("rejected.replay")}
          </Button>
        )}
        {waiting > 0 && !isTaken && sourceName === null && manages && writeKey !== "" && (
          <Button size="xs" onClick={add}>
            {t("rejected.make_source")}
          </Button>
        )}
        <Button size="xs" variant="default" loading={dismiss.pending} onClick={() => dismiss.run({ writeKey })}>
          {t("rejected.dismiss_all")}
        </Button>
      </Group>
    </li>
  );
}
