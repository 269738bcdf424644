import { ActionIcon } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import { CustomerCard } from "../../customers/CustomerCard.tsx";
import { Merges } from "../../customers/Merges.tsx";
import { Timeline } from "../../customers/Timeline.tsx";
import { useCan } from "../../shell/me.tsx";
import { MattersOf } from "../MattersOf.tsx";

/** The customer beside the matter: card, other matters, what holds the person together, timeline. */
export function Beside({ detail, shown }: { detail: MatterDetail; shown: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const reads = useCan("customers.read");
  const customerId = detail.customer.id;
  if (!reads) return null;
  return (
    <aside className="beside" data-shown={shown} aria-label={t("customer.title")}>
      <ActionIcon
        className="beside-back"
        size={40}
        aria-label={t("matter.back_to_matter")}
        onClick={() => navigate({ to: ".", search: (before) => ({ ...before, panel: undefined }) })}
      >
        <IconArrowLeft size={20} />
      </ActionIcon>
      <CustomerCard customerId={customerId} line={detail.customer} heads={shown} />
      <MattersOf customerId={customerId} except={detail.matter.id} />
      <Merges customerId={customerId} />
      <Timeline customerId={customerId} />
    </aside>
  );
}
