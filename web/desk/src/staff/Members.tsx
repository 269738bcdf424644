import { Badge, Button, Group, Table, UnstyledButton } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import * as staff from "../../../../contract/staff.ts";
import { Face } from "../../../ui/src/parts/Face.tsx";
import { Failed, Rows } from "../../../ui/src/parts/states.tsx";
import { useRead } from "../../../ui/src/query.ts";
import { Page } from "../shell/Page.tsx";
import { MemberDialog } from "./MemberDialog.tsx";
import { useBranches, useTeams } from "./use-people.ts";

/** Colleagues: who they are, what they may, where they belong. */
export function Members() {
  const { t } = useTranslation();
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
      {read.isPending && <Rows count={8} height={42} />}
      {read.isError && <Failed error={read.error} retry={read.refetch} />}
      {read.data && (
        <div className="table-box">
          <Table verticalSpacing={6} highlightOnHover>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("member.name")}</Table.Th>
                <Table.Th>{t("member.role")}</Table.Th>
                <Table.Th>{t("member.team")}</Table.Th>
                <Table.Th>{t("member.branch")}</Table.Th>
                <Table.Th>{t("member.languages")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {read.data.items.map((member) => (
                <Table.Tr key={member.id} opacity={member.active ? 1 : 0.6}>
                  <Table.Td>
                    <UnstyledButton onClick={() => setEditing(member)}>
                      <Group gap={10} wrap="nowrap">
                        <Face name={member.name} photo={member.photo} size={30} kind="member" />
                        <span>
                          <span className="line-title">{member.name}</span>
                          <span className="line-detail">{member.email}</span>
                        </span>
                        {!member.active && <Badge color="gray">{t("member.inactive")}</Badge>}
                      </Group>
                    </UnstyledButton>
                  </Table.Td>
                  <Table.Td>{t(`role.${member.role}`)}</Table.Td>
                  <Table.Td>{nameOf(teams, member.teamId)}</Table.Td>
                  <Table.Td>{nameOf(branches, member.branchId)}</Table.Td>
                  <Table.Td>{member.languages.join(", ")}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {editing !== null && <MemberDialog member={editing === "new" ? null : editing} close={() => setEditing(null)} />}
    </Page>
  );
}
