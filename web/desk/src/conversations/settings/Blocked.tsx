import { TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as channels from "../../../../../contract/channels.ts";
import { Time } from "../../../../ui/src/parts/Time.tsx";
import { told, toldRefusal } from "../../../../ui/src/parts/toast.tsx";
import { useDo, useRead } from "../../../../ui/src/query.ts";
import { BlockedValues } from "../../customers/BlockedValues.tsx";
import { BlockList } from "../../shell/BlockList.tsx";
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
      const former = read.data?.items.find(({ id }) => id === senderId);
      readAgain();
      told(t("blocked.unblocked"), former && (() => again.run({ pattern: former.pattern })));
    },
    failed: toldRefusal,
  });
  return (
    <BlockList
      title={t("blocked.senders")}
      hint={t("blocked.senders_hint")}
      block={() => block.run({ pattern })}
      pending={block.pending}
      fields={
        <TextInput
          required
          withAsterisk={false}
          w={320}
          maw="100%"
          pattern="[^@\s]*@[^@\s]+"
          placeholder="@example.com"
          label={t("blocked.sender")}
          value={pattern}
          error={block.error && t(`refusal.${block.error.code}`)}
          onChange={(event) => setPattern(event.currentTarget.value)}
        />
      }
      read={read}
      empty={<p className="section-none">{t("blocked.no_senders")}</p>}
      columns={[
        { name: t("blocked.sender"), cell: (sender) => <span className="line-title">{sender.pattern}</span> },
        { name: t("blocked.by"), cell: ({ by }) => by },
        { name: t("blocked.since"), cell: ({ at }) => <Time at={at} full /> },
      ]}
      nameOf={(sender) => sender.pattern}
      unblock={({ id }) => unblock.run({ senderId: id })}
    />
  );
}
