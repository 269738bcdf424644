import { ColorInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as channels from "../../../../../contract/channels.ts";
import { localeNames, locales } from "../../../../ui/src/i18n.ts";
import { useDo, useRead } from "../../../../ui/src/query.ts";
import { brand } from "../../../../ui/src/theme.ts";
import { FormDialog } from "../../shell/FormDialog.tsx";
import { useTeams } from "../../staff/use-people.ts";

const greetings = {
  pl: "Dzień dobry! W czym możemy pomóc?",
  ro: "Bună ziua! Cu ce vă putem ajuta?",
  en: "Hello! How can we help?",
};

/** Add a site, or change how its chat looks and who gets its contacts. */
export function SiteDialog({ known, close }: { known: channels.Site | null; close: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const teams = useTeams();
  const addresses = useRead(channels.mailAddresses, {}).data?.items ?? [];
  const [fields, setFields] = useState({
    name: known?.name ?? "",
    teamId: known?.teamId ?? null,
    mailAddressId: known?.mailAddressId ?? null,
    accent: known?.accent ?? brand.primary,
    greeting: known?.greeting ?? greetings,
  });
  const [active, setActive] = useState(known?.active ?? true);
  const done = () => {
    void cache.invalidateQueries({ queryKey: [channels.sites.id] });
    close();
  };
  const add = useDo(channels.addSite, { done });
  const change = useDo(channels.changeSite, { done });
  const set = (patch: Partial<typeof fields>) => setFields({ ...fields, ...patch });
  return (
    <FormDialog
      title={known?.name ?? t("sites.add")}
      close={close}
      pending={add.pending || change.pending}
      error={add.error ?? change.error}
      does={known === null ? t("common.add") : t("common.save")}
      submit={() => (known === null ? add.run(fields) : change.run({ siteId: known.id, active, ...fields }))}
    >
      <TextInput
        required
        data-autofocus
        maxLength={120}
        label={t("places.name")}
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <ColorInput
        label={t("sites.accent")}
        format="hex"
        withEyeDropper={false}
        value={fields.accent}
        onChange={(accent) => set({ accent: accent.toLowerCase() })}
      />
      <Select
        clearable
        label={t("sites.team")}
        data={teams.map((team) => ({ value: team.id, label: team.name }))}
        value={fields.teamId}
        onChange={(teamId) => set({ teamId })}
      />
      <Select
        clearable
        label={t("sites.mail")}
        description={t("sites.mail_hint")}
        data={addresses.map((address) => ({ value: address.id, label: address.address }))}
        value={fields.mailAddressId}
        onChange={(mailAddressId) => set({ mailAddressId })}
      />
      {locales.map((locale) => (
        <Textarea
          key={locale}
          lang={locale}
          autosize
          minRows={1}
          label={t("sites.greeting", { language: localeNames[locale] })}
          value={fields.greeting[locale]}
          onChange={(event) => set({ greeting: { ...fields.greeting, [locale]: event.currentTarget.value } })}
        />
      ))}
      {known !== null && (
        <Switch
          label={t("sites.active")}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}
