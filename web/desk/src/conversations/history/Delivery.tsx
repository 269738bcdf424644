import {
  IconAlertCircle,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
  type TablerIcon,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { DeliveryState, Message } from "../../../../../contract/conversations.ts";
import { useNow } from "../../../../ui/src/parts/use-now.ts";
import { exactly, saidFully } from "../../../../ui/src/times.ts";

const icons: Record<DeliveryState, TablerIcon> = {
  queued: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertCircle,
  bounced: IconAlertCircle,
  unknown: IconHelpCircle,
};

/** How far a message of ours got, in words: "read 14:03", "could not be delivered: …". */
export function Delivery({ message }: { message: Message }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { delivery } = message;
  if (delivery === null) return null;
  const Icon = icons[delivery.state];
  const at = new Date(delivery.at);
  return (
    <span className="delivery" data-state={delivery.state} title={exactly(at, i18n.language)}>
      <Icon size={14} aria-hidden />
      {t(`delivery.${delivery.state}`, { time: saidFully(at, now, i18n.language) })}
    </span>
  );
}
