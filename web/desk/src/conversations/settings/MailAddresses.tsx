import { Badge, Button, Select, Switch, Table, TextInput, UnstyledButton } from "@mantine/core";
import { IconMail, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as channels from "../../../../../contract/channels.ts";
import { Locale } from "../../../../../contract/http.ts";
import { localeNames, locales } from "../../../../ui/src/i18n.ts";
import { Failed, Nothing, Rows } from "../../../../ui/src/parts/states.tsx";
import { useDo, useRead } from "../../../../ui/src/query.ts";
import { FormDialog } from "../../shell/FormDialog.tsx";
import { Page } from "../../shell/Page.tsx";
import { useTeams } from "../../staff/use-people.ts";

/** Addresses of ours to which customers write. */
export function MailAddresses() {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<channels.MailAddress | "new" | null>(null);
  const read = useRead(channels.mailAddresses, {});
  const teams = useTeams();
  return (
    <Page
      title={t("settings.page.mail")}
      hint={t("mail.hint")}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
          {t("mail.add")}
        </Button>
      }
    >
      {read.isPending && <Rows count={3} height={40} />}
      {read.isError && <Failed error={read.error} retry={read.refetch} />}
      {read.data?.items.length === 0 && (
        <Nothing icon={<IconMail size={34} stroke={1.2} />} title={t("mail.empty")} hint={t("mail.empty_hint")} />
      )}
      {read.data !== undefined && read.data.items.length > 0 && (
        <div className="table-box">
          <Table verticalSpacing="xs" highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("mail.address")}</Table.Th>
                <Table.Th>{t("mail.name")}</Table.Th>
                <Table.Th>{t("member.team")}</Table.Th>
                <Table.Th>{t("mail.locale")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {read.data.items.map((address) => (
                <Table.Tr key={address.id}>
                  <Table.Td>
                    <UnstyledButton fw={550} onClick={() => setEditing(address)}>
                      {address.address}
                    </UnstyledButton>
                    {!address.active && (
                      <Badge color="gray" ml={8}>
                        {t("common.off")}
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td>{address.name}</Table.Td>
                  <Table.Td>{teams.find(({ id }) => id === address.teamId)?.name ?? "—"}</Table.Td>
                  <Table.Td>{localeNames[address.locale]}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {editing !== null && <AddressDialog known={editing === "new" ? null : editing} close={() => setEditing(null)} />}
    </Page>
  );
}

function AddressDialog({ known, close }: { known: channels.MailAddress | null; close: () => void }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const teams = useTeams();
  const [address, setAddress] = useState(known?.address ?? "");
  const [name, setName] = useState(known?.name ?? "");
  const [teamId, setTeam] = useState(known?.teamId ?? null);
  const [locale, setLocale] = useState<Locale>(known?.locale ?? Locale.catch("en").parse(i18n.language));
  const [active, setActive] = useState(known?.active ?? true);
  const done = () => {
    void cache.invalidateQueries({ queryKey: [channels.mailAddresses.id] });
    close();
  };
  const add = useDo(channels.addMailAddress, { done });
  const change = useDo(channels.changeMailAddress, { done });
  return (
    <FormDialog
      title={known?.address ?? t("mail.add")}
      close={close}
      pending={add.pending || change.pending}
      error={add.error ?? change.error}
      does={known === null ? t("common.add") : t("common.save")}
      submit={() =>
        known === null
          ? add.run({ address, name, teamId, locale })
          : change.run({ addressId: known.id, name, teamId, locale, active })
      }
    >
      {known === null && (
        <TextInput
          required
          data-autofocus
          type="email"
          label={t("mail.address")}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
      )}
      <TextInput
        required
        label={t("mail.name")}
        description={t("mail.name_hint")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        clearable
        label={t("member.team")}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={teamId}
        onChange={setTeam}
      />
      <Select
        label={t("mail.locale")}
        description={t("mail.locale_hint")}
        allowDeselect={false}
        data={locales.map((value) => ({ value, label: localeNames[value] }))}
        value={locale}
        onChange={(value) => setLocale(Locale.catch("en").parse(value))}
      />
      {known !== null && (
        <Switch
          label={t("mail.active")}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
