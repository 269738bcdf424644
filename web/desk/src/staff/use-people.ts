import * as staff from "../../../../contract/staff.ts";
import { useRead } from "../../../ui/src/query.ts";

/** Colleagues by id; empty while they are read. */
export function useMembers(): ReadonlyMap<string, staff.Member> {
  const members = useRead(staff.members, {}, { staleTime: 5 * 60_000 });
  return new Map(members.data?.items.map((member) => [member.id, member]));
}

/** Teams in order of name. */
export const useTeams = (): readonly staff.Team[] =>
  useRead(staff.teams, {}, { staleTime: 5 * 60_000 }).data?.items ?? [];

/** Branches in order of name. */
export const useBranches = (): readonly staff.Branch[] =>
  useRead(staff.branches, {}, { staleTime: 5 * 60_000 }).data?.items ?? [];
