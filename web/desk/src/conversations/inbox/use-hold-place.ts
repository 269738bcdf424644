import { type RefObject, useLayoutEffect, useRef } from "react";

/** Keep what the person is reading in its place when lines come or go above it. `row` is the height of a line in pixels. */
export function useHoldPlace(
  box: RefObject<HTMLElement | null>,
  items: readonly { readonly id: string }[],
  row: number,
): void {
  const before = useRef<readonly { readonly id: string }[]>(items);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = items;
    const element = box.current;
    if (element === null || was === items || element.scrollTop < row) return;
    const top = Math.floor(element.scrollTop / row);
    const anchor = was[top];
    const now = anchor === undefined ? -1 : items.findIndex((item) => item.id === anchor.id);
    if (now >= 0 && now !== top) element.scrollTop += (now - top) * row;
  }, [box, items, row]);
}
