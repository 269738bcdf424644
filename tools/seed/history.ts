import type { Channel } from "../../contract/conversations.ts";
import type { Locale } from "../../contract/http.ts";
import { permissions } from "../../contract/permissions.ts";
import { findMatter } from "../../server/src/modules/conversations/find.ts";
import { change } from "../../server/src/modules/conversations/matters/change.ts";
import { logTalk } from "../../server/src/modules/conversations/messages/log-talk.ts";
import { note } from "../../server/src/modules/conversations/messages/note.ts";
import { receive } from "../../server/src/modules/conversations/messages/receive.ts";
import {
  claim,
  enterDevice,
  leafForContact,
  normalise,
  prove,
  setTrait,
} from "../../server/src/modules/customers/index.ts";
import { resolveBatch } from "../../server/src/modules/customers/resolve-batch.ts";
import type { Actor, Ctx } from "../../server/src/platform/ctx.ts";
import { uuidv7 } from "../../server/src/platform/ids.ts";
import { insertEvents } from "../../server/src/platform/insert-events.ts";
import type { Company } from "./company.ts";
import { atWork, startOfDay } from "./hours.ts";
import { makePerson, type Person } from "./people.ts";
import type { Random } from "./random.ts";
import { sendQuietly } from "./send-quietly.ts";
import { calls, products, talks } from "./talks.ts";
import { fillIn } from "./words.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** The same transaction at another moment, on behalf of somebody else. */
const at = (ctx: Ctx, now: Date, actor: Actor = ctx.actor): Ctx => ({ ...ctx, now, actor, id: () => uuidv7(now) });

const asMember = (member: Company["members"][number], locale: Locale): Actor => ({
  kind: "member",
  id: member.id,
  name: member.name,
  permissions: new Set(permissions),
  teamId: member.teamId,
  branchId: member.branchId,
  locale,
  sessionId: null,
});

/** A page of the shop that a browser looked at. */
interface View {
  readonly browser: string;
  readonly at: Date;
  readonly data: object;
}

/**
 * One customer with a believable past: perhaps a talk or two by form, mail or chat, a call, a word in the shop. Answers the
 * visits, which are written with those of others.
 */
export async function makeCustomer(ctx: Ctx, random: Random, company: Company, n: number): Promise<View[]> {
  const person = makePerson(random, n);
  const browser = `demo-browser-${n}`;
  const fate = random.next();
  const ago = fate < 0.05 ? random.int(3 * 1_440) * MINUTE : (3 + random.int(360)) * DAY + random.int(1_440) * MINUTE;
  const today = startOfDay(ctx.now);
  const end = new Date(today - ago);
  const leafId = await arrive(ctx, random, person, browser, end, n);
  const views = random.chance(0.7) ? browse(random, person, browser, end) : [];
  if (fate < 0.45) await talk(ctx, random, company, person, leafId, end, n);
  if (random.chance(0.12))
    await call(
      ctx,
      random,
      company,
      person,
      leafId,
      new Date(atWork(Math.min(end.getTime() + (1 + random.int(5)) * DAY, today - DAY), random.int(120))),
    );
  return views;
}

/** Write what was looked at, all at once, as the event intake does. */
export async function writeViews(ctx: Ctx, views: readonly View[]): Promise<void> {
  const leaves = await resolveBatch(
    ctx,
    views.map(({ browser, at: moment }) => ({ anonymousId: browser, trusted: true, at: moment })),
  );
  await insertEvents(
    ctx,
    views.map(({ at: moment, data }, i) => ({
      customerId: leaves[i]!,
      at: moment,
      name: "page",
      channel: "web",
      data,
    })),
  );
}

/** How we came to know the customer: a leaf with what was said and proved. */
async function arrive(
  ctx: Ctx,
  random: Random,
  person: Person,
  browser: string,
  end: Date,
  n: number,
): Promise<string> {
  const then = at(ctx, new Date(end.getTime() - (1 + random.int(20)) * DAY));
  const value = normalise("email", person.email);
  const proof = random.chance(0.8) ? { how: "reply" as const, ref: `demo:${n}` } : null;
  const { leafId } = await leafForContact(then, {
    identifier: { ns: "email", value },
    proof,
    name: person.name,
    locale: person.locale,
    origin: "form",
  });
  if (random.chance(0.55)) await claim(then, leafId, { ns: "phone", value: normalise("phone", person.phone) }, "typed");
  if (random.chance(0.6))
    await prove(then, leafId, { ns: "anonymous", value: browser }, { how: "source", ref: "demo" });
  if (person.birthDate) await setTrait(then, leafId, "birth_date", person.birthDate, "customer");
  return leafId;
}

function browse(random: Random, person: Person, browser: string, end: Date): View[] {
  const count = 3 + random.int(9);
  const start = end.getTime() - (2 + random.int(10)) * DAY;
  const times = Array.from({ length: count }, (_, i) => new Date(start + i * (1 + random.int(4)) * MINUTE));
  let product = random.pick(products[person.locale]);
  return times.map((moment) => {
    if (random.chance(0.4)) product = random.pick(products[person.locale]);
    const page = {
      path: "/demo",
      title: `${product.name} · Domowa`,
      url: `https://domowa.example/demo?product=${product.id}`,
      search: `?product=${product.id}`,
    };
    const data = { name: product.name, properties: page, context: { page, locale: person.locale } };
    return { browser, at: moment, data };
  });
}

async function talk(
  ctx: Ctx,
  random: Random,
  company: Company,
  person: Person,
  leafId: string,
  end: Date,
  n: number,
): Promise<void> {
  const today = startOfDay(ctx.now);
  const script = random.pick(talks[person.locale]);
  const any = random.pick(products[person.locale]);
  const product = products[person.locale].find((one) => one.id === script.about) ?? any;
  const { name, whom = name, whose = name } = product;
  const fill = (text: string): string => fillIn(text, person.female, { product: name, whom, whose });
  const speakers = company.members.filter(
    (member) => member.role === "agent" && member.languages.includes(person.locale),
  );
  const agent = random.pick(speakers);
  const first = random.pick<Channel>(["form", "email", "email", "chat"]);
  const turns = random.chance(0.2) ? script.turns.slice(0, 1) : script.turns;
  let now = new Date(end.getTime() - turns.length * 3 * 60 * MINUTE);
  let channel = first;
  let ref: { customerId: string; id: string } | null = null;
  const device =
    first === "chat" || random.chance(0.25)
      ? await enterDevice(at(ctx, now), { locale: person.locale, site: "demo" })
      : null;
  const email = normalise("email", person.email);
  if (device) {
    // The customer proved the address on the device before, so that both are one person.
    await prove(
      at(ctx, now),
      device.leafId,
      { ns: "email", value: email },
      { how: "code", ref: `demo:${n}`, deviceId: device.deviceId },
    );
  }
  for (const [who, words] of turns) {
    now = new Date(now.getTime() + (15 + random.int(150)) * MINUTE);
    if (who !== "c") now = new Date(atWork(now.getTime(), random.int(90)));
    if (now.getTime() >= today) break;
    if (who === "c") {
      if (ref && device && random.chance(0.5)) channel = "chat";
      const viaChat = channel === "chat" && device !== null;
      const identifier = viaChat
        ? ({ ns: "device", value: device.deviceId, standing: "proved" } as const)
        : ({ ns: "email", value: email, standing: "proved" } as const);
      const taken = await receive(at(ctx, now), {
        channel,
        leafId: viaChat ? device.leafId : leafId,
        identifier,
        externalKey: null,
        subject: fill(script.subject),
        text: fill(words),
        at: now,
        matterHint: ref,
        teamId: company.teamId,
        mailAddressId: company.addresses[person.locale],
      });
      if (taken) ref = { customerId: taken.customerId, id: taken.matterId };
      if (channel === "form") channel = "email";
    } else if (ref) {
      const member = asMember(agent, person.locale);
      if (who === "n")
        await note(at(ctx, now, member), {
          customerId: ref.customerId,
          matterId: ref.id,
          text: fill(words),
          fileIds: [],
        });
      else {
        const viaChat = channel === "chat" && device !== null;
        const to = viaChat
          ? ({ ns: "device", value: device.deviceId, leafId: device.leafId } as const)
          : ({ ns: "email", value: email, leafId } as const);
        await sendQuietly(at(ctx, now, member), ref, { channel: viaChat ? "chat" : "email", to, text: fill(words) });
      }
    }
  }
  if (ref && now.getTime() < today - 5 * DAY) {
    const matter = await findMatter(ctx, ref);
    await change(at(ctx, new Date(atWork(now.getTime() + DAY, 5)), asMember(agent, person.locale)), {
      customerId: ref.customerId,
      matterId: ref.id,
      version: matter.version,
      state: "closed",
    });
  }
}

async function call(
  ctx: Ctx,
  random: Random,
  company: Company,
  person: Person,
  leafId: string,
  moment: Date,
): Promise<void> {
  const viaBranch = random.chance(0.4);
  const able = company.members.filter(
    (member) =>
      member.languages.includes(person.locale) && (viaBranch ? member.role === "branch" : member.role === "agent"),
  );
  const member = able[0] ? random.pick(able) : company.members[0]!;
  const actor = asMember(member, person.locale);
  const talked = await logTalk(at(ctx, moment, actor), {
    customerId: leafId,
    channel: viaBranch ? "branch" : "phone",
    direction: "in",
    text: fillIn(random.pick(calls[person.locale]), person.female, {}),
  });
  if (startOfDay(ctx.now) - moment.getTime() < 5 * DAY) return;
  const matter = await findMatter(ctx, { customerId: talked.customerId, id: talked.matterId });
  if (matter.state !== "closed")
    await change(at(ctx, moment, actor), {
      customerId: matter.customer_id,
      matterId: matter.id,
      version: matter.version,
      state: "closed",
    });
}
