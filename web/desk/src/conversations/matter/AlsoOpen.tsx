import { Button, Group } from "@mantine/core";
import { IconArrowsJoin } from "@tabler/icons-react";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import { ChannelMark } from "../../../../ui/src/parts/ChannelMark.tsx";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { useCan } from "../../shell/me.tsx";
import { useJoin } from "./use-join.ts";

/** What the same person has going on elsewhere, begun before that was known: read as one thread with one click. */
export function AlsoOpen({ detail }: { detail: MatterDetail }) {
  const { t } = useTranslation();
  const { view } = useParams({ from: "/signed/inbox/$view/$customerId/$matterId" });
  const join = useJoin(detail.matter);
  const may = useCan("conversations.manage");
  return (
    <>
      {detail.alsoOpen.map((other) => (
        <div className="claim" key={other.id}>
          <IconArrowsJoin size={18} stroke={1.7} aria-hidden />
          <span className="claim-words">
            {t("matter.also_open")}{" "}
            <Link
              to="/inbox/$view/$customerId/$matterId"
              params={{ view, customerId: other.customerId, matterId: other.id }}
            >
              #{other.number} {other.subject}
            </Link>{" "}
            <ChannelMark channel={other.lastChannel} /> <Time at={other.lastAt} full className="customer-soft" />
          </span>
          {may && (
            <Group gap={6} wrap="nowrap">
              <Button size="compact-sm" loading={join.pending} onClick={() => join.run(other)}>
                {t("matter.join_thread")}
              </Button>
            </Group>
          )}
        </div>
      ))}
    </>
  );
}
