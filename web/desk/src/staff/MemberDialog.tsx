import { MultiSelect, Select, Switch, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Locale } from "../../../../contract/http.ts";
import { Role, roles } from "../../../../contract/permissions.ts";
import * as staff from "../../../../contract/staff.ts";
import { localeNames, locales } from "../../../ui/src/i18n.ts";
import { told } from "../../../ui/src/parts/toast.tsx";
import { useDo } from "../../../ui/src/query.ts";
import { FormDialog } from "../shell/FormDialog.tsx";
import { useLanguageOptions } from "./languages.ts";
import { useBranches, useTeams } from "./use-people.ts";

const blank = {
  name: "",
  email: "",
  role: "agent" as Role,
  teamId: null as string | null,
  branchId: null as string | null,
  languages: [] as string[],
};

/** Invite a colleague, or change one. */
export function MemberDialog({ member, close }: { member: staff.Member | null; close: () => void }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const branches = useBranches();
  const teams = useTeams();
  const languages = useLanguageOptions();
  const [fields, setFields] = useState(() => (member === null ? blank : pick(member)));
  const [active, setActive] = useState(member?.active ?? true);
  const [locale, setLocale] = useState<Locale>(Locale.catch("en").parse(i18n.language));
  const done = (message: string) => {
    void cache.invalidateQueries({ queryKey: [staff.members.id] });
    told(message);
    close();
  };
  const add = useDo(staff.addMember, { done: ({ email }) => done(t("member.invited", { email })) });
  const change = useDo(staff.changeMember, { done: () => done(t("common.saved")) });
  const set = (patch: Partial<typeof fields>) => setFields({ ...fields, ...patch });
  const options = (list: readonly { id: string; name: string }[]) =>
    list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FormDialog
      title={member === null ? t("member.invite") : member.name}
      close={close}
      pending={add.pending || change.pending}
      error={add.error ?? change.error}
      does={member === null ? t("member.send_invitation") : t("common.save")}
      submit={() =>
        member === null
          ? add.run({ ...fields, locale })
          : change.run({ memberId: member.id, version: member.version, active, ...fields })
      }
    >
      <TextInput
        required
        data-autofocus
        maxLength={120}
        label={t("member.name")}
        value={fields.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        required
        type="email"
        label={t("member.email")}
        value={fields.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <Select
        label={t("member.role")}
        description={t(`role_hint.${fields.role}`)}
        allowDeselect={false}
        data={roles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
        value={fields.role}
        onChange={(role) => set({ role: Role.catch("agent").parse(role) })}
      />
      <Select
        clearable
        label={t("member.team")}
        data={options(teams)}
        value={fields.teamId}
        onChange={(teamId) => set({ teamId })}
      />
      <Select
        clearable
        label={t("member.branch")}
        data={options(branches)}
        value={fields.branchId}
        onChange={(branchId) => set({ branchId })}
      />
      <MultiSelect
        searchable
        label={t("member.languages")}
        data={languages}
        value={fields.languages}
        onChange={(spoken) => set({ languages: spoken })}
      />
      {member === null ? (
        <Select
          label={t("member.locale")}
          allowDeselect={false}
          data={locales.map((value) => ({ value, label: localeNames[value] }))}
          value={locale}
          onChange={(value) => setLocale(Locale.catch("en").parse(value))}
        />
      ) : (
        <Switch
          label={t("member.active")}
          description={t("member.active_hint")}
          checked={active}
          onChange={(event) => setActive(event.currentTarget.checked)}
        />
      )}
    </FormDialog>
  );
}

const pick = ({ name, email, role, teamId, branchId, languages }: staff.Member): typeof blank => ({
  name,
  email,
  role,
  teamId,
  branchId,
  languages,
});
