import { Badge, Button, Group, UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { Face } from "../../../ui/src/parts/Face.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { Listing } from "../shell/Listing.tsx";
import { Page } from "../shell/Page.tsx";
import { useLanguageName } from "./languages.ts";
import { MemberDialog } from "./MemberDialog.tsx";
import { useBranches, useTeams } from "./use-people.ts";

/** Colleagues: who they are, what they may, where they belong. */
export function Members() {
  const { t, i18n } = useTranslation();
  const languageName = useLanguageName();
  const byName = (items: readonly staff.Member[]) =>
    items.toSorted((a, b) => a.name.localeCompare(b.name, i18n.language));
  const [editing, setEditing] = useState<staff.Member | "new" | null>(null);
  const read = useRead(staff.members, {});
  const branches = useBranches();
  const teams = useTeams();
  const nameOf = (list: readonly { id: string; name: string }[], id: string | null) =>
    list.find((item) => item.id === id)?.name ?? "—";
  return (
    <Page
      title={t("settings.page.members")}
      hint={t("member.hint")}
      action={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing("new")}>
          {t("member.invite")}
        </Button>
      }
    >
      <Listing
        read={{ ...read, data: read.data && { items: byName(read.data.items) } }}
        empty={null}
        faded={({ active }) => !active}
        columns={[
          {
            name: t("member.name"),
            cell: (member) => (
              <UnstyledButton className="named" onClick={() => setEditing(member)}>
                <Group gap={10} wrap="nowrap">
                  <Face name={member.name} photo={member.photo} size={30} kind="member" />
                  <span>
                    <span className="line-title">{member.name}</span>
                    <span className="line-detail">{member.email}</span>
                  </span>
                  {!member.active && <Badge color="gray">{t("member.inactive")}</Badge>}
                </Group>
              </UnstyledButton>
            ),
          },
          { name: t("member.role"), cell: ({ role }) => t(`role.${role}`) },
          { name: t("member.team"), cell: ({ teamId }) => nameOf(teams, teamId) },
          { name: t("member.branch"), cell: ({ branchId }) => nameOf(branches, branchId) },
          { name: t("member.languages"), cell: ({ languages }) => languages.map(languageName).join(", ") },
        ]}
      />
      {editing !== null && <MemberDialog member={editing === "new" ? null : editing} close={() => setEditing(null)} />}
    </Page>
  );
}
