import type { Locale } from "../../contract/http.ts";
import type { Role } from "../../contract/permissions.ts";
import { addMailAddress } from "../../server/src/modules/conversations/settings/mail-addresses.ts";
import { addSite } from "../../server/src/modules/conversations/settings/sites.ts";
import { addSource } from "../../server/src/modules/customers/index.ts";
import {
  addBranch,
  addDemoPerson,
  addDemoToken,
  addTeam,
  setCompanyName,
} from "../../server/src/modules/staff/index.ts";
import type { Ctx } from "../../server/src/platform/ctx.ts";

export const PASSWORD = "demo-domowa";

const branches = [
  ["Gdańsk Wrzeszcz", "Gdańsk", "PL", "Europe/Warsaw"],
  ["Kraków Kazimierz", "Kraków", "PL", "Europe/Warsaw"],
  ["Warszawa Wola", "Warszawa", "PL", "Europe/Warsaw"],
  ["București Unirii", "București", "RO", "Europe/Bucharest"],
  ["Cluj Iulius", "Cluj-Napoca", "RO", "Europe/Bucharest"],
  ["Brașov Centru", "Brașov", "RO", "Europe/Bucharest"],
] as const;

const people: readonly [
  name: string,
  role: Role,
  locale: Locale,
  languages: string[],
  team: 0 | 1 | 2 | null,
  branch: number | null,
][] = [
  ["Anna Nowak", "agent", "pl", ["pl", "en"], 0, null],
  ["Piotr Zieliński", "agent", "pl", ["pl", "en"], 0, null],
  ["Łucja Wójcik", "agent", "pl", ["pl"], 1, null],
  ["Radu Munteanu", "agent", "ro", ["ro", "en"], 0, null],
  ["Ioana Șerban", "agent", "ro", ["ro", "pl", "en"], 1, null],
  ["Mihai Lazăr", "branch", "ro", ["ro"], 2, 3],
  ["Kasia Król", "branch", "pl", ["pl", "en"], 2, 0],
  ["Tomasz Pająk", "branch", "pl", ["pl"], 2, 1],
  ["Elena Crișan", "supervisor", "ro", ["ro", "en"], 0, null],
  ["Marek Olszewski", "marketer", "pl", ["pl", "en"], null, null],
  ["Ewa Dąbrowska", "director", "pl", ["pl", "en"], null, null],
  ["Admin Demo", "administrator", "en", ["en", "pl", "ro"], null, null],
];

export interface Company {
  readonly members: readonly {
    readonly id: string;
    readonly name: string;
    readonly role: Role;
    readonly languages: readonly string[];
    readonly teamId: string | null;
    readonly branchId: string | null;
  }[];
  readonly addresses: Readonly<Record<Locale, string>>;
  readonly teamId: string;
}

/** The chain itself: branches, teams, people, addresses, the shop page's site and source of events, the API token `demo`. */
export async function makeCompany(ctx: Ctx): Promise<Company> {
  await setCompanyName(ctx, "Domowa");
  const shops = [];
  for (const [name, city, country, timeZone] of branches)
    shops.push(await addBranch(ctx, { name, city, country, timeZone }));
  const teams = [];
  for (const name of ["Obsługa klienta", "Reklamacje", "Sklepy"]) teams.push(await addTeam(ctx, { name }));
  const members = [];
  for (const [name, role, locale, languages, team, branch] of people) {
    const email = `${name
      .split(" ")[0]!
      .toLowerCase()
      .normalize("NFD")
      .replace(/[^a-z]/g, "")
      .replace("ucja", "lucja")}@domowa.example`;
    const member = await addDemoPerson(ctx, {
      name,
      role,
      locale,
      languages: [...languages],
      email,
      password: PASSWORD,
      teamId: team === null ? null : teams[team]!.id,
      branchId: branch === null ? null : shops[branch]!.id,
    });
    members.push({ id: member.id, name, role, languages, teamId: member.teamId, branchId: member.branchId });
  }
  await addDemoToken(ctx, members.at(-1)!.id);
  const teamId = teams[0]!.id;
  const pl = await addMailAddress(ctx, { address: "kontakt@domowa.example", name: "Domowa", teamId, locale: "pl" });
  const ro = await addMailAddress(ctx, { address: "contact@domowa.example", name: "Domowa", teamId, locale: "ro" });
  const en = await addMailAddress(ctx, { address: "hello@domowa.example", name: "Domowa", teamId, locale: "en" });
  await addSource(ctx, { name: "domowa.example", trusted: true }, "demo");
  const greeting = {
    pl: "Dzień dobry! W czym możemy pomóc?",
    ro: "Bună ziua! Cu ce vă putem ajuta?",
    en: "Hello! How can we help?",
  };
  await addSite(ctx, { name: "domowa.example", teamId, mailAddressId: pl.id, accent: "#b4522d", greeting }, "demo");
  return { members, teamId, addresses: { pl: pl.id, ro: ro.id, en: en.id } };
}
