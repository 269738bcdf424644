import { expect, test } from "vitest";
import { makeWorld } from "../../../../test/world.ts";
import { findMatter } from "../find.ts";
import { mailSender } from "./mail-sender.ts";

const world = await makeWorld();
const system = { kind: "system", name: "test" } as const;
const senderOf = (matter: { customerId: string; id: string }) =>
  world.as(system, async (ctx) => (await mailSender(ctx, await findMatter(ctx, matter))).address);
const stop = (address: string) =>
  world.rows("update conversations.mail_address set active = false where address = $1", address);

test("a matter is answered from where was written to, else its team's, else its language's, else the first address", async () => {
  const { id: teamId } = await world.team();
  await expect(senderOf(await world.matter())).rejects.toMatchObject({ code: "channel_off" });
  const first = await world.mailAddress({ locale: "en" });
  const romanian = await world.mailAddress({ locale: "ro" });
  const teams = await world.mailAddress({ locale: "pl", teamId });
  const customerId = await world.customer({ locale: "ro" });
  const matter = await world.matter({ customerId, teamId });
  const writtenTo = await world.mailAddress({ locale: "pl" });
  await world.rows("update conversations.matter set mail_address_id = $1 where id = $2", writtenTo.id, matter.id);
  for (const { address } of [writtenTo, teams, romanian, first]) {
    expect(await senderOf(matter)).toBe(address);
    await stop(address);
  }
  await expect(senderOf(matter)).rejects.toMatchObject({ code: "channel_off" });
});
