import { ActionIcon, Button, Group, Table, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as channels from "../../../../../contract/channels.ts";
import { Failed, Nothing, Rows } from "../../../../ui/src/parts/states.tsx";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { told, toldRefusal } from "../../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../../ui/src/query.ts";
import { BlockedValues } from "../../customers/BlockedValues.tsx";
import { useCan } from "../../shell/me.tsx";
import { Page } from "../../shell/Page.tsx";

/** Senders whose mail is set aside, and values that identify nobody. */
export function Blocked() {
  const { t } = useTranslation();
  const identifiers = useCan("settings.manage");
  return (
    <Page title={t("settings.page.blocked")}>
      <Senders />
      {identifiers && <BlockedValues />}
    </Page>
  );
}

function Senders() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [pattern, setPattern] = useState("");
  const read = useRead(channels.blockedSenders, {});
  const readAgain = () => void cache.invalidateQueries({ queryKey: [channels.blockedSenders.id] });
  const again = useDo(channels.blockSender, { done: readAgain, failed: toldRefusal });
  const block = useDo(channels.blockSender, {
    done: () => {
      setPattern("");
      readAgain();
    },
  });
  const unblock = useDo(channels.unblockSender, {
    done: (_, { senderId }) => {
      const former = read.data?.items.find(({ id }) => id === senderId)?.pattern;
      readAgain();
      told(t("blocked.unblocked"), former === undefined ? undefined : () => again.run({ pattern: former }));
    },
    failed: toldRefusal,
  });
  return (
    <section className="settings-part">
      <h2>{t("blocked.senders")}</h2>
      <p className="section-none">{t("blocked.senders_hint")}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          block.run({ pattern });
        }}
      >
        <Group align="flex-start" my="sm">
          <TextInput
            required
            w={320}
            maw="100%"
            pattern="[^@\s]*@[^@\s]+"
            placeholder="@example.com"
            aria-label={t("blocked.sender")}
            value={pattern}
            error={block.error && t(`refusal.${block.error.code}`)}
            onChange={(event) => setPattern(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={block.pending}>
            {t("blocked.block")}
          </Button>
        </Group>
      </form>
      {read.isPending && <Rows count={2} height={34} />}
      {read.isError && <Failed error={read.error} retry={read.refetch} />}
      {read.data?.items.length === 0 && <Nothing title={t("blocked.no_senders")} />}
      {read.data !== undefined && read.data.items.length > 0 && (
        <div className="table-box">
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {read.data.items.map((sender) => (
                <Table.Tr key={sender.id}>
                  <Table.Td fw={550}>{sender.pattern}</Table.Td>
                  <Table.Td>{sender.by}</Table.Td>
                  <Table.Td>
                    <Time at={sender.at} full />
                  </Table.Td>
                  <Table.Td ta="right">
                    <ActionIcon
                      aria-label={t("blocked.unblock", { value: sender.pattern })}
                      onClick={() => unblock.run({ senderId: sender.id })}
                    >
                      <IconTrash size={16} />
                    </ActionIcon>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
