import { Button, Select, Switch, TextInput } from "@mantine/core";
import { IconMail, IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as channels from "../../../../../contract/channels.ts";
import { Locale } from "../../../../../contract/http.ts";
import { localeNames, locales } from "../../../../ui/src/i18n.ts";
import { Nothing } from "../../../../ui/src/parts/states.tsx";
import { useDo, useRead } from "../../../../ui/src/query.ts";
import { FormDialog } from "../../shell/FormDialog.tsx";
import { Listing } from "../../shell/Listing.tsx";
import { Named } from "../../shell/Named.tsx";
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
      <Listing
        read={read}
        empty={
          <Nothing icon={<IconMail size={34} stroke={1.2} />} title={t("mail.empty")} hint={t("mail.empty_hint")} />
        }
        columns={[
          {
            name: t("mail.address"),
            cell: (address) => (
              <Named name={address.address} active={address.active} edit={() => setEditing(address)} />
            ),
          },
          { name: t("mail.name"), cell: ({ name }) => name },
          { name: t("member.team"), cell: ({ teamId }) => teams.find(({ id }) => id === teamId)?.name ?? "—" },
          { name: t("mail.locale"), cell: ({ locale }) => localeNames[locale] },
        ]}
      />
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
