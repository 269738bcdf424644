import { Button, Center } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

interface MoreProps {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** The end of a list: reads the next page before it comes into sight; also a button, for keyboards. */
export function More({ list }: MoreProps) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const near = useNear(end, hasNextPage);
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage) fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <Center ref={end} p="sm">
      <Button variant="subtle" color="gray" size="xs" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {t("common.more")}
      </Button>
    </Center>
  );
}

/** Whether an element is in sight of the box that scrolls it, or less than 600 px from it. */
function useNear(element: React.RefObject<HTMLElement | null>, watched: boolean): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (!watched || element.current === null) return setNear(false);
    const options = { root: scrollerOf(element.current), rootMargin: "600px 0px" };
    const observer = new IntersectionObserver((entries) => setNear(entries.at(-1)?.isIntersecting === true), options);
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, watched]);
  return near;
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  for (let box = element.parentElement; box !== null; box = box.parentElement)
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) return box;
  return null;
}
