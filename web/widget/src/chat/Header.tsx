import type { ComponentChildren } from "preact";
import { Face } from "../shared/Face.tsx";
import { Icon } from "../shared/icons.tsx";
import { useSurroundings } from "../shared/surroundings.ts";

interface HeaderProps {
  readonly face: { readonly name: string; readonly photo: string | null } | null;
  readonly staffed: boolean;
  readonly onClose: () => void;
  readonly menu: ComponentChildren;
}

/** With whom one talks, and whether somebody is there. */
export function Header({ face, staffed, onClose, menu }: HeaderProps) {
  const { t, config } = useSurroundings();
  return (
    <div class="head">
      <span class={staffed ? "presence there" : "presence"}>
        <Face name={face?.name ?? config.company} photo={face?.photo ?? null} />
      </span>
      <div class="who">
        <h2>{face?.name ?? config.company}</h2>
        <p>{staffed ? (face === null ? t("here") : config.company) : t("away")}</p>
      </div>
      {menu}
      <button type="button" class="plain" aria-label={t("close")} onClick={onClose}>
        <Icon name="close" />
      </button>
    </div>
  );
}
