import { Button, Switch, TextInput } from "@mantine/core";
import { IconPlug, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as intake from "../../../../contract/intake.ts";
import { CopyText } from "../../../ui/src/parts/CopyText.tsx";
import { Nothing } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { FormDialog } from "../shell/FormDialog.tsx";
import { Listing } from "../shell/Listing.tsx";
import { Named } from "../shell/Named.tsx";
import { Page } from "../shell/Page.tsx";

/** Places that events come from, with their write keys. */
export function Sources() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<intake.Source | "new" | null>(null);
  const read = useRead(intake.sources, {});
  return (
    <Page
      title={t("settings.page.sources")}
      hint={t("sources.hint")}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
          {t("sources.add")}
        </Button>
      }
    >
      <Listing
        read={read}
        empty={
          <Nothing
            icon={<IconPlug size={34} stroke={1.2} />}
            title={t("sources.empty")}
            hint={t("sources.empty_hint")}
          />
        }
        columns={[
          {
            name: t("places.name"),
            cell: (source) => <Named name={source.name} active={source.active} edit={() => setEditing(source)} />,
          },
          {
            name: t("sources.key"),
            cell: ({ writeKey }) => (
              <span className="secret">
                {writeKey}
                <CopyText value={writeKey} what={t("sources.key")} />
              </span>
            ),
          },
          { name: t("sources.trusted"), cell: ({ trusted }) => (trusted ? t("common.yes") : t("common.no")) },
          {
            name: t("sources.last"),
            cell: ({ lastEventAt }) => (lastEventAt === null ? t("sources.never") : <Time at={lastEventAt} full />),
          },
        ]}
      />
      {editing !== null && <SourceDialog known={editing === "new" ? null : editing} close={() => setEditing(null)} />}
    </Page>
  );
}

function SourceDialog({ known, close }: { known: intake.Source | null; close: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [name, setName] = useState(known?.name ?? "");
  const [trusted, setTrusted] = useState(known?.trusted ?? false);
  const [active, setActive] = useState(known?.active ?? true);
  const done = () => {
    void cache.invalidateQueries({ queryKey: [intake.sources.id] });
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
        known === null ? add.run({ name, trusted }) : change.run({ sourceId: known.id, name, trusted, active })
      }
    >
      <TextInput
        required
        data-autofocus
        maxLength={120}
        label={t("places.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
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
