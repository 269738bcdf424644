import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon, type IconName } from "../shared/icons.tsx";
import { useSurroundings } from "../shared/surroundings.ts";

export type Place = "chat" | "prove" | "about" | "forget";

const items: readonly (readonly [Exclude<Place, "chat">, IconName])[] = [
  ["prove", "devices"],
  ["about", "person"],
  ["forget", "leave"],
];

/** What else can be done: continue here, say who one is, be forgotten here. */
export function Menu({ known, onGo }: { known: boolean; onGo: (place: Place) => void }) {
  const { t } = useSurroundings();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useLayoutEffect(() => {
    if (!open) return;
    const root = box.current?.getRootNode();
    const outside = (event: Event) => {
      if (!box.current?.contains(event.target as Node)) setOpen(false);
    };
    root?.addEventListener("pointerdown", outside);
    box.current?.querySelector<HTMLElement>("ul button")?.focus();
    return () => root?.removeEventListener("pointerdown", outside);
  }, [open]);

  const onKey = (event: KeyboardEvent) => {
    if (!open) return;
    const buttons = [...(box.current?.querySelectorAll<HTMLElement>("ul button") ?? [])];
    const at = buttons.indexOf(event.target as HTMLElement);
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) buttons[(at + step + buttons.length) % buttons.length]?.focus();
    else if (event.key === "Escape") {
      setOpen(false);
      button.current?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the buttons inside, which are what one uses.
    <div class="menu" ref={box} onKeyDown={onKey}>
      <button
        type="button"
        class="plain"
        ref={button}
        aria-label={t("menu")}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open && (
        <ul>
          {items
            .filter(([place]) => known || place !== "forget")
            .map(([place, icon]) => (
              <li key={place}>
                <button type="button" onClick={() => onGo(place)}>
                  <Icon name={icon} />
                  {t(place)}
                </button>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}
