import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import * as customers from "../../../../contract/customers.ts";
import { Failed } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { useCan } from "../shell/me.tsx";
import { useCustomerName } from "./name.ts";
import { Section } from "./Section.tsx";
import { useUnmerge } from "./use-merge.ts";

/** The merges that hold this person together, each to be undone. Nothing where there is only one leaf. */
export function Merges({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const nameOf = useCustomerName();
  const may = useCan("customers.merge");
  const read = useRead(customers.merges, { customerId });
  const unmerge = useUnmerge();
  if (read.isError) return <Failed error={read.error} retry={read.refetch} />;
  const items = read.data?.items ?? [];
  if (items.length === 0) return null;
  const profiles = new Set(items.flatMap(({ aLeaf, bLeaf }) => [aLeaf.id, bLeaf.id]));
  return (
    <Section title={t("customer.merges", { count: profiles.size })} folded>
      <ul className="lines">
        {items.map((merge) => (
          <li key={merge.id} className="line suggestion">
            <span className="line-title">
              {nameOf(merge.aLeaf)} + {nameOf(merge.bLeaf)}
            </span>
            <span className="line-detail">
              {merge.by === "rule"
                ? t("merge.by_rule", { reason: t(`merge.reason.${merge.reason}`, { defaultValue: merge.reason }) })
                : t("merge.by_person", { name: merge.actorName ?? "" })}
              <Time at={merge.at} />
            </span>
            {may && merge.heldBy.length > 0 && (
              <span className="line-detail">{t("merge.held", { count: merge.heldBy.length })}</span>
            )}
            {may && merge.heldBy.length === 0 && (
              <Button
                size="compact-xs"
                variant="default"
                loading={unmerge.pending}
                onClick={() => unmerge.run(customerId, merge.id)}
              >
                {t("merge.undo")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
