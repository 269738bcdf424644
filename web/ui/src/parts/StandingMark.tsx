import { IconAlertTriangle, IconBan, IconCircleCheckFilled, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

const looks = {
  proved: { icon: IconCircleCheckFilled, className: "standing-proved" },
  claimed: { icon: IconAlertTriangle, className: "standing-claimed" },
  shared: { icon: IconUsers, className: "standing-claimed" },
  blocked: { icon: IconBan, className: "standing-blocked" },
} as const;

/** How sure we are of an identifier: a sign, its word, and why on hover. `short` leaves the word to readers of the screen. */
export function StandingMark({ standing, short = false }: { standing: keyof typeof looks; short?: boolean }) {
  const { t } = useTranslation();
  const { icon: Icon, className } = looks[standing];
  return (
    <span className={`standing ${className}`} title={t(`standing.${standing}_why`)}>
      <Icon size={13} aria-hidden />
      <span className={short ? "for-readers" : undefined}>{t(`standing.${standing}`)}</span>
    </span>
  );
}
