import { Button, Group, Modal, SegmentedControl, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPhone } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as conversations from "../../../../contract/conversations.ts";
import { told } from "../../../ui/src/parts/toast.tsx";
import { useDo } from "../../../ui/src/query.ts";

/** Record a phone call or a talk in the branch; it joins the open matter or begins one. */
export function TalkButton({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconPhone size={16} stroke={1.8} />} onClick={open}>
        {t("talk.log")}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t("talk.log")}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <TalkForm customerId={customerId} close={close} />
      </Modal>
    </>
  );
}

function TalkForm({ customerId, close }: { customerId: string; close: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [channel, setChannel] = useState<"phone" | "branch">("phone");
  const [direction, setDirection] = useState<"in" | "out">("in");
  const [text, setText] = useState("");
  const log = useDo(conversations.logTalk, {
    done: () => {
      close();
      told(t("talk.saved"));
      void cache.invalidateQueries();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        log.run({ customerId, channel, direction, text });
      }}
    >
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t("inbox.channel")}
          value={channel}
          onChange={(next) => setChannel(next === "branch" ? "branch" : "phone")}
          data={[
            { value: "phone", label: t("channel.phone") },
            { value: "branch", label: t("channel.branch") },
          ]}
        />
        <SegmentedControl
          aria-label={t("talk.direction")}
          value={direction}
          onChange={(next) => setDirection(next === "out" ? "out" : "in")}
          data={[
            { value: "in", label: t("talk.in") },
            { value: "out", label: t("talk.out") },
          ]}
        />
        <Textarea
          data-autofocus
          required
          autosize
          minRows={4}
          maxRows={14}
          label={t("talk.text")}
          value={text}
          error={log.error && t(`refusal.${log.error.code}`)}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={log.pending} disabled={text.trim() === ""}>
            {t("common.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
