import { ActionIcon, Code } from "@mantine/core";
import { IconCircleCheck, IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import * as intake from "../../../../contract/intake.ts";
import { More } from "../../../ui/src/parts/More.tsx";
import { Failed, Nothing, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { toldRefusal } from "../../../ui/src/parts/toast.tsx";
import { useDo, usePages } from "../../../ui/src/query.ts";
import { useTopics } from "../../../ui/src/use-live.tsx";
import { Page } from "../shell/Page.tsx";
import { Totals } from "./Totals.tsx";

/** Events that were not taken in, newest first, with the reason and what was sent. */
export function Rejected() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const list = usePages(intake.rejected, {});
  useTopics("rejected");
  const dismiss = useDo(intake.dismissRejected, {
    done: () => {
      for (const { id } of [intake.rejected, intake.rejectedTotals]) void cache.invalidateQueries({ queryKey: [id] });
    },
    failed: toldRefusal,
  });
  return (
    <Page title={t("settings.page.rejected")} hint={t("rejected.hint")}>
      <Totals />
      {list.isPending && <Rows count={5} height={60} />}
      {list.isError && list.items.length === 0 && <Failed error={list.error} retry={list.refetch} />}
      {list.isSuccess && list.items.length === 0 && (
        <Nothing icon={<IconCircleCheck size={34} stroke={1.2} />} title={t("rejected.empty")} />
      )}
      <ul className="reviews">
        {list.items.map((rejected) => (
          <li key={rejected.id} className="review">
            <div className="review-who">
              <strong>
                {t(`rejected.reason.${rejected.reason}`, { defaultValue: rejected.reason.replaceAll("_", " ") })}
              </strong>
              <span className="line-detail">
                {rejected.sourceName ?? t("rejected.unknown_source")} · {rejected.writeKey}
              </span>
              <Time at={rejected.at} full className="customer-row-soft" />
              <ActionIcon aria-label={t("rejected.dismiss")} onClick={() => dismiss.run({ rejectedId: rejected.id })}>
                <IconX size={16} />
              </ActionIcon>
            </div>
            {rejected.detail !== "" && <code className="review-detail">{rejected.detail}</code>}
            <Code block mt={6} mah={180} style={{ overflow: "auto" }}>
              {typeof rejected.event === "string" ? rejected.event : JSON.stringify(rejected.event, null, 2)}
            </Code>
          </li>
        ))}
      </ul>
      <More list={list} />
    </Page>
  );
}
