import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPencilPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as conversations from "../../../../contract/conversations.ts";
import type { Identifier } from "../../../../contract/customers.ts";
import * as customers from "../../../../contract/customers.ts";
import { channelLook } from "../../../ui/src/channels.ts";
import { keepDraft, readDraft } from "../../../ui/src/drafts.ts";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { lastView } from "./last-view.ts";

/** Begin a new matter by writing to the customer. */
export function StartButton({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button leftSection={<IconPencilPlus size={16} stroke={1.8} />} onClick={open}>
        {t("start.new")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={t("start.new")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <StartForm customerId={customerId} />
      </Modal>
    </>
  );
}

const channelOf = ({ ns }: Identifier): "email" | "chat" | null =>
  ns === "email" ? "email" : ns === "device" ? "chat" : null;

function StartForm({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const name = `start ${customerId}`;
  const [draft, setDraft] = useState(
    () => readDraft<{ subject: string; text: string }>(name) ?? { subject: "", text: "" },
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const customer = useRead(customers.get, { customerId });
  const ways = (customer.data?.identifiers ?? []).flatMap((identifier) => {
    const channel = channelOf(identifier);
    return channel === null ? [] : [{ ...identifier, channel, key: `${channel} ${identifier.value}` }];
  });
  const way = ways.find(({ key }) => key === chosen) ?? ways.find(({ standing }) => standing === "proved") ?? ways[0];
  const keep = (next: typeof draft) => {
    setDraft(next);
    keepDraft(name, next);
  };
  const start = useDo(conversations.start, {
    done: (matter) => {
      keepDraft(name, null);
      const params = { view: lastView(), customerId: matter.customerId, matterId: matter.id };
      void navigate({ to: "/inbox/$view/$customerId/$matterId", params });
    },
  });
  if (customer.isSuccess && way === undefined) return <p>{t("composer.no_way")}</p>;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (way !== undefined)
          start.run({ customerId, ...draft, channel: way.channel, to: { ns: way.ns, value: way.value } });
      }}
    >
      <Stack gap="sm">
        <Select
          label={t("start.by")}
          data={ways.map(({ key, channel, value, standing }) => ({
            value: key,
            label: `${t(channelLook(channel).name)}${channel === "chat" ? "" : ` · ${value}`} (${t(`standing.${standing}`)})`,
          }))}
          value={way?.key ?? null}
          allowDeselect={false}
          onChange={setChosen}
        />
        <TextInput
          required
          data-autofocus
          maxLength={300}
          label={t("matter.subject")}
          value={draft.subject}
          onChange={(event) => keep({ ...draft, subject: event.currentTarget.value })}
        />
        <Textarea
          required
          autosize
          minRows={6}
          maxRows={16}
          label={t("start.text")}
          value={draft.text}
          onChange={(event) => keep({ ...draft, text: event.currentTarget.value })}
        />
        {start.error && (
          <span role="alert" className="form-error">
            {t(`refusal.${start.error.code}`)}
          </span>
        )}
        <Group justify="flex-end">
          <Button
            type="submit"
            loading={start.pending}
            disabled={draft.text.trim() === "" || draft.subject.trim() === ""}
          >
            {t("composer.send")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
