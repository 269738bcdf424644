import { expect, test } from "vitest";
import { upload } from "../../../../../contract/conversations.ts";
import * as contract from "../../../../../contract/staff.ts";
import { onePixel, uploadRoom } from "../../../../test/upload-room.ts";
import { type Caller, makeWorld } from "../../../../test/world.ts";
import { staff } from "../index.ts";

const world = await makeWorld({ rooms: [staff, uploadRoom] });

const stored = async (as: Caller, content = onePixel()) =>
  (await world.ok(upload, as, { "ja.png": content } as unknown as Record<string, never>)).files[0]!.fileId;

test("a picture becomes the member's photo, which anybody is shown and no script can be", async () => {
  const member = await world.member();
  const before = await world.ok(contract.setPhoto, member, { memberId: member.id, fileId: await stored(member) });
  const fileId = await stored(member, onePixel("text/html"));
  const { photo, version } = await world.ok(contract.setPhoto, member, { memberId: member.id, fileId });
  expect([before.version, version]).toEqual([2, 3]);
  expect(photo).not.toBe(before.photo);
  const shown = await fetch(`${world.url}${photo}`);
  expect(shown.status).toBe(200);
  expect(Buffer.from(await shown.arrayBuffer())).toEqual(Buffer.from(await onePixel().arrayBuffer()));
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": expect.stringMatching(/^inline/),
    "content-security-policy": "default-src 'none'; sandbox",
    "x-content-type-options": "nosniff",
    "access-control-allow-origin": "*",
  });
  const owners = await world.rows(
    "select owner from platform.file where created_by = $1 order by id",
    `member:${member.id}`,
  );
  expect(owners).toEqual([{ owner: null }, { owner: `staff.member:${member.id}` }]);
  await world.ok(contract.setPhoto, member, { memberId: member.id, fileId: null });
  expect((await fetch(`${world.url}${photo}`)).status).toBe(404);
});

test.each([
  ["HTML said to be a picture", "image/png", "<script>alert(1)</script>"],
  ["an SVG picture, which can hold script", "image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
  ["the beginning of a picture's name in words", "image/gif", "GIF8 is a format"],
])("refuses %s", async (_, type, content) => {
  const member = await world.member();
  const fileId = await stored(member, new Blob([content], { type }));
  const answer = await world.call(contract.setPhoto, member, { memberId: member.id, fileId });
  expect(answer).toMatchObject({ status: 415, code: "unsupported_media_type" });
  expect((await world.ok(contract.me, member, {})).photo).toBeNull();
});

test("refuses a picture that is too large to be a face", async () => {
  const member = await world.member();
  const large = new Blob([await onePixel().arrayBuffer(), Buffer.alloc(5 * 1024 * 1024)], { type: "image/png" });
  const fileId = await stored(member, large);
  expect((await world.call(contract.setPhoto, member, { memberId: member.id, fileId })).code).toBe("too_large");
});

test("a colleague's photo is set by those who manage staff, and only from one's own upload", async () => {
  const [member, agent] = [await world.member(), await world.member()];
  const administrator = await world.member({ role: "administrator" });
  const set = (as: Caller, fileId: string) => world.call(contract.setPhoto, as, { memberId: member.id, fileId });
  expect((await set(agent, await stored(agent))).code).toBe("not_allowed");
  expect((await set(administrator, await stored(agent))).code).toBe("not_found");
  expect((await set(administrator, await stored(administrator))).status).toBe(200);
});
