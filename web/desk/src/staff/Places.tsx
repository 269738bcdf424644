import { Button, Select, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { languageTag } from "../../../../contract/language-tags.ts";
import * as staff from "../../../../contract/staff.ts";
import { Nothing } from "../../../ui/src/parts/states.tsx";
import { useDo, useRead } from "../../../ui/src/query.ts";
import { FormDialog } from "../shell/FormDialog.tsx";
import { Listing } from "../shell/Listing.tsx";
import { NameField } from "../shell/NameField.tsx";
import { Page } from "../shell/Page.tsx";
import { Part } from "../shell/Part.tsx";

const zones = { PL: "Europe/Warsaw", RO: "Europe/Bucharest" } as const;

/** Branches and teams of the company. */
export function Places() {
  const { t } = useTranslation();
  return (
    <Page title={t("settings.page.places")}>
      <BranchList />
      <TeamList />
    </Page>
  );
}

function BranchList() {
  const { t } = useTranslation();
  const countryName = useCountryName();
  const read = useRead(staff.branches, {});
  const [adding, { open, close }] = useDisclosure();
  return (
    <Part title={t("places.branches")} action={<Add does={t("places.add_branch")} open={open} />}>
      <Listing
        read={read}
        empty={<Nothing title={t("places.no_branches")} hint={t("places.no_branches_hint")} />}
        columns={[
          { name: t("places.name"), cell: ({ name }) => name },
          { name: t("places.city"), cell: ({ city }) => city },
          { name: t("places.country"), cell: ({ country }) => countryName(country) },
        ]}
      />
      {adding && <BranchDialog close={close} />}
    </Part>
  );
}

function TeamList() {
  const { t } = useTranslation();
  const read = useRead(staff.teams, {});
  const [adding, { open, close }] = useDisclosure();
  return (
    <Part title={t("places.teams")} action={<Add does={t("places.add_team")} open={open} />}>
      <Listing
        read={read}
        empty={<Nothing title={t("places.no_teams")} hint={t("places.no_teams_hint")} />}
        columns={[{ name: t("places.name"), cell: ({ name }) => name }]}
      />
      {adding && <TeamDialog close={close} />}
    </Part>
  );
}

function Add({ does, open }: { does: string; open: () => void }) {
  return (
    <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={open}>
      {does}
    </Button>
  );
}

function TeamDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const add = useDo(staff.addTeam, { done: useAdded(staff.teams.id, close) });
  return (
    <FormDialog
      title={t("places.add_team")}
      close={close}
      pending={add.pending}
      error={add.error}
      does={t("common.add")}
      submit={() => add.run({ name })}
    >
      <NameField value={name} change={setName} />
    </FormDialog>
  );
}

function BranchDialog({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const countryName = useCountryName();
  const [name, setName] = useState("");
  const [city, setCity] = useState("");
  const [country, setCountry] = useState<keyof typeof zones>("PL");
  const add = useDo(staff.addBranch, { done: useAdded(staff.branches.id, close) });
  return (
    <FormDialog
      title={t("places.add_branch")}
      close={close}
      pending={add.pending}
      error={add.error}
      does={t("common.add")}
      submit={() => add.run({ name, city, country, timeZone: zones[country] })}
    >
      <NameField value={name} change={setName} />
      <TextInput
        required
        label={t("places.city")}
        value={city}
        onChange={(event) => setCity(event.currentTarget.value)}
      />
      <Select
        label={t("places.country")}
        allowDeselect={false}
        data={(["PL", "RO"] as const).map((value) => ({ value, label: countryName(value) }))}
        value={country}
        onChange={(value) => setCountry(value === "RO" ? "RO" : "PL")}
      />
    </FormDialog>
  );
}

/** After something was added: its list is read again, its dialog goes. */
function useAdded(listId: string, close: () => void): () => void {
  const cache = useQueryClient();
  return () => {
    void cache.invalidateQueries({ queryKey: [listId] });
    close();
  };
}

/** Names a country (ISO 3166) in the language of the screen. */
function useCountryName(): (code: string) => string {
  const { i18n } = useTranslation();
  const names = new Intl.DisplayNames(languageTag(i18n.language), { type: "region" });
  return (code) => names.of(code) ?? code;
}
