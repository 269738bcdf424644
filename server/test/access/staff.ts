import { upload } from "../../../contract/conversations.ts";
import { addApiToken, setPhoto } from "../../../contract/staff.ts";
import { hashPassword } from "../../src/modules/staff/passwords/password.ts";
import { hashToken, newToken } from "../../src/platform/ids.ts";
import { onePixel } from "../upload-room.ts";
import type { World } from "../world.ts";
import type { AccessMakers } from "./maker.ts";

const PASSWORD = "zielona lampa 7";
let made = 0;

const link = async (world: World, purpose: "owner" | "reset", memberId: string | null): Promise<string> => {
  const token = newToken();
  await world.rows(
    "insert into staff.link (token_hash, purpose, member_id, expires_at) values ($1, $2, $3, $4)",
    hashToken(token),
    purpose,
    memberId,
    new Date(world.now.getTime() + 3_600_000),
  );
  return token;
};
const administrator = (world: World) => world.member({ role: "administrator" });
const fresh = () => `person${++made}@staff.example`;
const someone = { name: "Jan Nowy", languages: ["pl"], branchId: null, teamId: null, role: "agent", locale: "pl" };

/** Valid requests of the room `staff`. */
export const staffAccess: AccessMakers = {
  "staff.welcome": async () => ({ as: null, input: {} }),
  "staff.claimOwnership": async (world) => {
    // Only an installation without people has an owner to be found.
    await world.rows("update staff.member set active = false");
    await world.rows("delete from staff.session");
    await world.rows("delete from staff.api_token");
    await world.rows("delete from staff.member");
    return {
      as: null,
      input: {
        token: await link(world, "owner", null),
        name: "Ewa",
        email: fresh(),
        password: PASSWORD,
        company: "Domowa",
        locale: "pl",
      },
    };
  },
  "staff.signIn": async (world) => {
    const { id, email } = await world.member();
    await world.rows("update staff.member set password_hash = $2 where id = $1", id, await hashPassword(PASSWORD));
    return { as: null, input: { email, password: PASSWORD } };
  },
  "staff.signOut": async (world) => ({ as: await world.member(), input: {} }),
  "staff.me": async (world) => ({ as: await world.member(), input: {} }),
  "staff.changeMe": async (world) => ({ as: await world.member(), input: { name: "Mia Nowa" } }),
  "staff.setPhoto": async (world) => {
    const member = await world.member();
    return { as: member, input: { memberId: member.id, fileId: null } };
  },
  "staff.photo": async (world) => {
    const member = await world.member();
    const { files } = await world.ok(upload, member, { "ja.png": onePixel() } as never);
    await world.ok(setPhoto, member, { memberId: member.id, fileId: files[0]!.fileId });
    return { as: null, input: { memberId: member.id } };
  },
  "staff.sessions": async (world) => ({ as: await world.member(), input: {} }),
  "staff.revokeSession": async (world) => {
    const member = await world.member();
    const [session] = await world.rows<{ id: string }>("select id from staff.session where member_id = $1", member.id);
    return { as: member, input: { sessionId: session!.id } };
  },
  "staff.requestReset": async () => ({ as: null, input: { email: fresh() } }),
  "staff.setPassword": async (world) => {
    const { id } = await world.member();
    return { as: null, input: { token: await link(world, "reset", id), password: PASSWORD } };
  },
  "staff.members": async (world) => ({ as: await world.member(), input: {} }),
  "staff.addMember": async (world) => ({ as: await administrator(world), input: { ...someone, email: fresh() } }),
  "staff.changeMember": async (world) => {
    const { id } = await world.member();
    return { as: await administrator(world), input: { memberId: id, version: 1, name: "Zofia" } };
  },
  "staff.branches": async (world) => ({ as: await world.member(), input: {} }),
  "staff.addBranch": async (world) => ({
    as: await administrator(world),
    input: { name: `Sklep ${++made}`, city: "Gdańsk", country: "PL", timeZone: "Europe/Warsaw" },
  }),
  "staff.teams": async (world) => ({ as: await world.member(), input: {} }),
  "staff.addTeam": async (world) => ({ as: await administrator(world), input: { name: `Zespół ${++made}` } }),
  "staff.apiTokens": async (world) => ({ as: await administrator(world), input: {} }),
  "staff.addApiToken": async (world) => ({
    as: await administrator(world),
    input: { name: "kasa", scopes: ["customers.read"] },
  }),
  "staff.revokeApiToken": async (world) => {
    const as = await administrator(world);
    const { id } = await world.ok(addApiToken, as, { name: "kasa", scopes: ["customers.read"] });
    return { as, input: { tokenId: id } };
  },
  "staff.audit": async (world) => ({
    as: await world.member({ role: "supervisor" }),
    input: { customerId: await world.customer() },
  }),
};
