import { Modal, Stack, Text, UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { ChannelMark } from "../../../../ui/src/parts/ChannelMark.tsx";
import { More } from "../../../../ui/src/parts/More.tsx";
import { Failed, Nothing, Rows } from "../../../../ui/src/parts/states.tsx";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { usePages } from "../../../../ui/src/query.ts";
import { useJoin } from "./use-join.ts";

/** Choose another matter of the same person, to be read as part of this one. */
export function JoinDialog({ detail, close }: { detail: MatterDetail; close: () => void }) {
  const { t } = useTranslation();
  const { matter, customer } = detail;
  const list = usePages(conversations.ofCustomer, { customerId: customer.id });
  const join = useJoin(matter, close);
  const others = list.items.filter((line) => line.id !== matter.id && !detail.joined.some(({ id }) => id === line.id));
  return (
    <Modal opened onClose={close} title={t("matter.join")} closeButtonProps={{ "aria-label": t("common.close") }}>
      <Text size="sm" c="dimmed" mb="sm">
        {t("matter.join_hint")}
      </Text>
      {list.isPending && <Rows count={3} height={48} />}
      {list.isError && <Failed error={list.error} retry={list.refetch} />}
      {list.isSuccess && others.length === 0 && <Nothing title={t("matter.join_none")} />}
      <Stack gap={4}>
        {others.map((line) => (
          <UnstyledButton key={line.id} className="choice" disabled={join.pending} onClick={() => join.run(line)}>
            <span className="choice-title">
              {line.subject} <span className="matter-number">#{line.number}</span>
            </span>
            <span className="choice-detail">
              {line.channels.map((channel) => (
                <ChannelMark key={channel} channel={channel} />
              ))}
              <Time at={line.lastAt} full />
            </span>
          </UnstyledButton>
        ))}
      </Stack>
      <More list={list} />
    </Modal>
  );
}
