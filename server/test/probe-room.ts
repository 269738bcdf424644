import { sql } from "kysely";
import { z } from "zod";
import { call, Id, member, pub } from "../../contract/http.ts";
import type { Ctx } from "../src/platform/ctx.ts";
import { Refusal } from "../src/platform/errors.ts";
import { emit } from "../src/platform/events.ts";
import type { Room } from "../src/platform/house.ts";
import { serve, WithSession } from "../src/platform/http/serve.ts";
import type { Bare } from "./world-types.ts";

declare module "../src/platform/events.ts" {
  interface EventTypes {
    "probe.written": { word: string };
  }
}

/** Writes a word and tells of it: the smallest change there is. */
export const write = call({
  id: "probe.write",
  method: "POST",
  path: "/probe/:customerId/words",
  summary: "Write a word",
  access: member,
  input: z.object({ customerId: Id, word: z.string().max(50) }),
  output: z.object({ id: Id, word: z.string() }),
  refusals: ["name_taken", "code_wrong"],
});

/** Begins a session, as signing in does. */
export const enter = call({
  id: "probe.enter",
  method: "POST",
  path: "/probe/sessions",
  summary: "Begin a session",
  access: pub,
  input: z.object({ secret: z.string() }),
  output: z.object({ secret: z.string() }),
  refusals: [],
});

/** Fails as a bug of ours would, or as the machine or the database do, which say why by a code; `answer` breaks the contract. */
export const fail = call({
  id: "probe.fail",
  method: "GET",
  path: "/probe/failure",
  summary: "Fail",
  access: pub,
  input: z.object({ how: z.string().optional() }),
  output: z.object({ well: z.literal("never").optional() }),
  refusals: [],
});

async function writeWord(ctx: Ctx, { customerId, word }: { customerId: string; word: string }) {
  if (word === "taken") throw new Refusal("name_taken");
  const id = ctx.id();
  await sql`insert into probe.word (customer_id, id, word) values (${customerId}, ${id}, ${word})`.execute(ctx.tx);
  await emit(ctx, "probe.written", customerId, { word });
  return word === "counted" ? new Refusal("code_wrong") : { id, word };
}

/** A room of a test: one table, `probe.word`, made by `makeProbe`. */
export const probeRoom: Room = {
  name: "probe",
  routes: [
    serve(write, writeWord),
    serve(enter, async (_ctx, { secret }) => new WithSession({ secret }, `token-${crypto.randomUUID()}`)),
    serve(fail, async (_ctx, { how }) => {
      if (how === "answer") return { well: "the secret cause" as "never" };
      throw Object.assign(new Error("the secret cause"), { code: how });
    }),
  ],
};

/** Make the probe's table in a test's database. */
export async function makeProbe(world: Pick<Bare, "rows">): Promise<void> {
  await world.rows("create schema probe");
  await world.rows("create table probe.word (customer_id uuid not null, id uuid not null, word text not null)");
}

/** The words written, in alphabetical order. */
export const words = async (world: Pick<Bare, "rows">): Promise<string[]> =>
  (await world.rows<{ word: string }>("select word from probe.word order by word")).map((row) => row.word);
