import { Badge, Button, Switch, Table, TextInput, UnstyledButton } from "@mantine/core";
import { IconPlug, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as intake from "../../../../contract/intake.ts";
import { CopyText } from "../../../ui/src/parts/CopyText.tsx";
import { Failed, Nothing, Rows } from "../../../ui/src/parts/states.tsx";
import { Time } from "../../../ui/src/parts/Time.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { FormDialog } from "../shell/FormDialog.tsx";
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
      {read.isPending && <Rows count={3} height={40} />}
      {read.isError && <Failed error={read.error} retry={read.refetch} />}
      {read.data?.items.length === 0 && (
        <Nothing icon={<IconPlug size={34} stroke={1.2} />} title={t("sources.empty")} hint={t("sources.empty_hint")} />
      )}
      {read.data !== undefined && read.data.items.length > 0 && (
        <div className="table-box">
          <Table verticalSpacing="xs" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("places.name")}</Table.Th>
                <Table.Th>{t("sources.key")}</Table.Th>
                <Table.Th>{t("sources.trusted")}</Table.Th>
                <Table.Th>{t("sources.last")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {read.data.items.map((source) => (
                <Table.Tr key={source.id}>
                  <Table.Td>
                    <UnstyledButton fw={550} onClick={() => setEditing(source)}>
                      {source.name}
                    </UnstyledButton>
                    {!source.active && (
                      <Badge color="gray" ml={8}>
                        {t("common.off")}
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <span className="secret">
                      {source.writeKey}
                      <CopyText value={source.writeKey} what={t("sources.key")} />
                    </span>
                  </Table.Td>
                  <Table.Td>{source.trusted ? t("common.yes") : t("common.no")}</Table.Td>
                  <Table.Td>
                    {source.lastEventAt === null ? t("sources.never") : <Time at={source.lastEventAt} full />}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
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
