import { Button, Select, Table, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { Nothing } from "../../../ui/src/parts/states.tsx";
import { useDo } from "../../../ui/src/query.ts";
import { tag } from "../../../ui/src/times.ts";
import { FormDialog } from "../shell/FormDialog.tsx";
import { Page } from "../shell/Page.tsx";
import { useBranches, useTeams } from "./use-people.ts";

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
  const { t, i18n } = useTranslation();
  const branches = useBranches();
  const countries = new Intl.DisplayNames(tag(i18n.language), { type: "region" });
  const [adding, { open, close }] = useDisclosure();
  return (
    <section className="settings-part">
      <div className="page-head">
        <h2>{t("places.branches")}</h2>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={open}>
          {t("places.add_branch")}
        </Button>
      </div>
      {branches.length === 0 ? (
        <Nothing title={t("places.no_branches")} />
      ) : (
        <div className="table-box">
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("places.name")}</Table.Th>
                <Table.Th>{t("places.city")}</Table.Th>
                <Table.Th>{t("places.country")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {branches.map((branch) => (
                <Table.Tr key={branch.id}>
                  <Table.Td>{branch.name}</Table.Td>
                  <Table.Td>{branch.city}</Table.Td>
                  <Table.Td>{countries.of(branch.country) ?? branch.country}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {adding && <BranchDialog close={close} />}
    </section>
  );
}

function BranchDialog({ close }: { close: () => void }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const countries = new Intl.DisplayNames(tag(i18n.language), { type: "region" });
  const [name, setName] = useState("");
  const [city, setCity] = useState("");
  const [country, setCountry] = useState<keyof typeof zones>("PL");
  const add = useDo(staff.addBranch, {
    done: () => {
      void cache.invalidateQueries({ queryKey: [staff.branches.id] });
      close();
    },
  });
  return (
    <FormDialog
      title={t("places.add_branch")}
      close={close}
      pending={add.pending}
      error={add.error}
      does={t("common.add")}
      submit={() => add.run({ name, city, country, timeZone: zones[country] })}
    >
      <TextInput
        required
        data-autofocus
        label={t("places.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        required
        label={t("places.city")}
        value={city}
        onChange={(event) => setCity(event.currentTarget.value)}
      />
      <Select
        label={t("places.country")}
        allowDeselect={false}
        data={(["PL", "RO"] as const).map((value) => ({ value, label: countries.of(value) ?? value }))}
        value={country}
        onChange={(value) => setCountry(value === "RO" ? "RO" : "PL")}
      />
    </FormDialog>
  );
}

function TeamList() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const teams = useTeams();
  const [adding, { open, close }] = useDisclosure();
  const [name, setName] = useState("");
  const add = useDo(staff.addTeam, {
    done: () => {
      void cache.invalidateQueries({ queryKey: [staff.teams.id] });
      setName("");
      close();
    },
  });
  return (
    <section className="settings-part">
      <div className="page-head">
        <h2>{t("places.teams")}</h2>
        <Button size="xs" variant="default" leftSection={<IconPlus size={14} />} onClick={open}>
          {t("places.add_team")}
        </Button>
      </div>
      {teams.length === 0 ? (
        <Nothing title={t("places.no_teams")} hint={t("places.no_teams_hint")} />
      ) : (
        <ul className="lines">
          {teams.map((team) => (
            <li key={team.id}>{team.name}</li>
          ))}
        </ul>
      )}
      {adding && (
        <FormDialog
          title={t("places.add_team")}
          close={close}
          pending={add.pending}
          error={add.error}
          does={t("common.add")}
          submit={() => add.run({ name })}
        >
          <TextInput
            required
            data-autofocus
            label={t("places.name")}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </FormDialog>
      )}
    </section>
  );
}
