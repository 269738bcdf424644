import type { Ref } from "preact";
import { Icon } from "../shared/icons.tsx";
import { useSurroundings } from "../shared/surroundings.ts";

interface LauncherProps {
  readonly open: boolean;
  readonly unread: number;
  readonly onClick: () => void;
  readonly buttonRef: Ref<HTMLButtonElement>;
}

/** The round button in the corner, with how much is new. */
export function Launcher({ open, unread, onClick, buttonRef }: LauncherProps) {
  const { t } = useSurroundings();
  const label = open ? t("close") : unread > 0 ? `${t("openChat")}, ${t("unread", { n: unread })}` : t("openChat");
  return (
    <button
      type="button"
      class="launcher"
      ref={buttonRef}
      aria-label={label}
      aria-expanded={open}
      aria-haspopup="dialog"
      onClick={onClick}
    >
      <Icon name={open ? "down" : "chat"} />
      {!open && unread > 0 && (
        <span class="badge" aria-hidden="true">
          {unread > 99 ? "99+" : unread}
        </span>
      )}
    </button>
  );
}
