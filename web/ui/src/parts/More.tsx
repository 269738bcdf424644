import { Button, Center } from "@mantine/core";
import { useIntersection } from "@mantine/hooks";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** The end of a list: reads the next page when it comes into sight; also a button, for keyboards. */
export function More({
  list,
}: {
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}) {
  const { t } = useTranslation();
  const { ref, entry } = useIntersection({ rootMargin: "300px" });
  const near = entry?.isIntersecting === true;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  useEffect(() => {
    if (near && hasNextPage && !isFetchingNextPage) fetchNextPage();
  }, [near, hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <Center ref={ref} p="sm">
      <Button variant="subtle" color="gray" size="xs" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
        {t("common.more")}
      </Button>
    </Center>
  );
}
