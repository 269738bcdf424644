import { Button, Group, Text, TextInput } from "@mantine/core";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MatterDetail } from "../../../../../contract/conversations.ts";
import * as conversations from "../../../../../contract/conversations.ts";
import { told, toldRefusal } from "../../../../ui/src/parts/toast.tsx";
import { useDo } from "../../../../ui/src/query.ts";
import { useReadMatters } from "./use-join.ts";

interface Props {
  readonly detail: MatterDetail;
  readonly chosen: ReadonlySet<string>;
  readonly close: () => void;
}

/** In place of the composer while messages are being chosen for a matter of their own. */
export function SplitBar({ detail, chosen, close }: Props) {
  const { t } = useTranslation();
  const { customerId, id: matterId, subject: former } = detail.matter;
  const { view } = useParams({ from: "/signed/inbox/$view" });
  const navigate = useNavigate();
  const [subject, setSubject] = useState(former);
  const readAgain = useReadMatters();
  const goTo = (id: string) =>
    navigate({
      to: "/inbox/$view/$customerId/$matterId",
      params: { view, customerId, matterId: id },
      search: (before) => before,
    });
  const join = useDo(conversations.join, {
    done: () => {
      readAgain();
      void goTo(matterId);
    },
    failed: toldRefusal,
  });
  const split = useDo(conversations.split, {
    done: (made) => {
      close();
      readAgain();
      void goTo(made.id);
      const undo = () => join.run({ customerId, matterId, otherCustomerId: made.customerId, otherId: made.id });
      told(t("matter.split_toast", { number: made.number }), undo);
    },
    failed: toldRefusal,
  });
  return (
    <form
      className="split-bar"
      onSubmit={(event) => {
        event.preventDefault();
        split.run({ customerId, matterId, messageIds: [...chosen], subject: subject.trim() });
      }}
    >
      <Text size="sm" aria-live="polite">
        {chosen.size === 0 ? t("matter.split_hint") : t("matter.split_chosen", { count: chosen.size })}
      </Text>
      <Group gap="xs">
        <TextInput
          flex={1}
          required
          maxLength={300}
          aria-label={t("matter.new_subject")}
          value={subject}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <Button type="submit" disabled={chosen.size === 0 || subject.trim() === ""} loading={split.pending}>
          {t("matter.split_do")}
        </Button>
        <Button variant="default" onClick={close}>
          {t("common.cancel")}
        </Button>
      </Group>
    </form>
  );
}
