const narrow = "(max-width: 520px)";

/** Is the chat drawn over the whole screen? */
export const isPhone = (): boolean => matchMedia(narrow).matches;

/** Keep the tab key within the panel, which on a phone covers everything else. */
export function keepFocus(event: KeyboardEvent, panel: HTMLElement | null): void {
  const all = [
    ...(panel?.querySelectorAll<HTMLElement>("button, a[href], input, textarea, [tabindex='0']") ?? []),
  ].filter((one) => !one.matches(":disabled, [hidden], [tabindex='-1']"));
  const [first, last] = [all[0], all.at(-1)];
  const at = event.target;
  if (event.shiftKey && (at === first || at === panel)) last?.focus();
  else if (!event.shiftKey && at === last) first?.focus();
  else return;
  event.preventDefault();
}

/**
 * On a phone the panel takes exactly the part of the screen that the keyboard leaves free, and the page behind does not
 * scroll. Answers how to undo it.
 */
export function fillPhone(panel: HTMLElement): () => void {
  const page = document.documentElement;
  const overflow = page.style.overflow;
  const view = window.visualViewport;
  const fill = () => {
    const phone = isPhone();
    page.style.overflow = phone ? "hidden" : overflow;
    if (view === null) return;
    panel.style.setProperty("--top", `${view.offsetTop}px`);
    panel.style.setProperty("--height", `${view.height}px`);
  };
  fill();
  view?.addEventListener("resize", fill);
  view?.addEventListener("scroll", fill);
  return () => {
    page.style.overflow = overflow;
    view?.removeEventListener("resize", fill);
    view?.removeEventListener("scroll", fill);
  };
}
