import { Button, Group } from "@mantine/core";
import { IconUserQuestion } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import { MergeDialog } from "../../customers/MergeDialog.tsx";
import { Since } from "../../customers/Since.tsx";
import { useMerge } from "../../customers/use-merge.ts";
import { useCan } from "../../shell/me.tsx";

/** Who the writer says to be: joined with one click, looked at before with another, undone in the toast. */
export function Claims({ detail }: { detail: MatterDetail }) {
  const { t } = useTranslation();
  const [preview, setPreview] = useState<string | null>(null);
  const merge = useMerge();
  const may = useCan("customers.merge");
  const { customer, claims } = detail;
  return (
    <>
      {claims.slice(0, 3).map((claim) => (
        <div className="claim" key={`${claim.customer.id}-${claim.value}`}>
          <IconUserQuestion size={18} stroke={1.7} aria-hidden />
          <span className="claim-words">
            {t(`claim.${claim.reason}`, { value: claim.value, name: claim.customer.name ?? t("claim.another") })}{" "}
            <Since at={claim.customer.createdAt} />
          </span>
          {may && (
            <Group gap={6} wrap="nowrap">
              <Button variant="default" size="compact-sm" onClick={() => setPreview(claim.customer.id)}>
                {t("claim.preview")}
              </Button>
              <Button
                size="compact-sm"
                loading={merge.pending}
                onClick={() => merge.run(customer.id, claim.customer.id)}
              >
                {t("claim.join")}
              </Button>
            </Group>
          )}
        </div>
      ))}
      {preview !== null && <MergeDialog into={customer.id} other={preview} close={() => setPreview(null)} />}
    </>
  );
}
