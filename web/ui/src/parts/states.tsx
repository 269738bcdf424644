import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Refused } from "../api.ts";

/** Nothing to show: says so and offers the next step. */
export function Nothing({
  icon,
  title,
  hint,
  children,
}: {
  icon?: ReactNode;
  title: string;
  hint?: string;
  children?: ReactNode;
}) {
  return (
    <Stack align="center" gap={6} py="xl" px="md" className="state-nothing">
      {icon}
      <Text fw={600} ta="center">
        {title}
      </Text>
      {hint !== undefined && (
        <Text size="sm" c="dimmed" ta="center" maw={340}>
          {hint}
        </Text>
      )}
      {children}
    </Stack>
  );
}

/** A read that failed: what happened, the code to quote to support, and another try. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const { t } = useTranslation();
  const refused = error instanceof Refused ? error : null;
  const code = refused?.code ?? "internal";
  // An answer that these screens do not know comes from a newer server: newer screens are there as well.
  const again = code === "bad_answer" ? () => location.reload() : retry;
  return (
    <Stack align="center" gap={6} py="xl" px="md" role="alert">
      <Text fw={600} ta="center">
        {t(`refusal.${code}`)}
      </Text>
      <Text size="xs" c="dimmed" ta="center" ff="monospace">
        {refused?.requestId ? `${code} · ${refused.requestId}` : code}
      </Text>
      {again !== undefined && (
        <Button variant="default" size="xs" mt={6} leftSection={<IconRefresh size={14} />} onClick={() => again()}>
          {t("common.retry")}
        </Button>
      )}
    </Stack>
  );
}

/** Grey rows of the size of what will come, so that nothing jumps. */
export function Rows({ count = 6, height = 56 }: { count?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("common.loading")} className="state-rows">
      {Array.from({ length: count }, (_, index) => index).map((row) => (
        <Skeleton key={row} height={height} radius="sm" />
      ))}
    </div>
  );
}
