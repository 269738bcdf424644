import { Switch, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as intake from "../../../../contract/intake.ts";
import { useDo } from "../../../ui/src/query.ts";
import { FormDialog } from "../shell/FormDialog.tsx";
import { NameField } from "../shell/NameField.tsx";

interface Props {
  /** The source to change; null adds one. */
  readonly known: intake.Source | null;
  /** The key that a sender uses already, for a new one. */
  readonly writeKey?: string;
  readonly close: () => void;
}

/** Add a source of events, or change one. */
export function SourceDialog({ known, writeKey, close }: Props) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [name, setName] = useState(known?.name ?? "");
  const [trusted, setTrusted] = useState(known?.trusted ?? false);
  const [active, setActive] = useState(known?.active ?? true);
  const done = () => {
    for (const { id } of [intake.sources, intake.rejectedTotals]) void cache.invalidateQueries({ queryKey: [id] });
    close();
  };
  const add = useDo(intake.addSource, { done });
  const change = useDo(intake.changeSource, { done });
  return (
    <FormDialog
      title={known?.name ?? t("sources.add")}
      close={close}
      pending={add.pending || change.pending}
      error={add.error ?? change.error}
      does={known === null ? t("common.add") : t("common.save")}
      submit={() =>
        known === null
          ? add.run({ name, trusted, ...(writeKey === undefined ? {} : { writeKey }) })
          : change.run({ sourceId: known.id, name, trusted, active })
      }
    >
      {writeKey !== undefined && <TextInput readOnly label={t("sources.key")} value={writeKey} />}
      <NameField value={name} change={setName} />
      <Switch
        label={t("sources.trusted")}
        description={t("sources.trusted_hint")}
        checked={trusted}
        onChange={(event) => setTrusted(event.currentTarget.checked)}
      />
      {known !== null && (
        <Switch
          label={t("sources.active")}
          description={t("sources.active_hint")}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
