import { randomUUID } from "node:crypto";
import { ask } from "../ask.ts";
import type { Random } from "../random.ts";
import type { Trial } from "../trial.ts";
import { keepAt, newMark } from "./people.ts";

interface Line {
  readonly id: string;
  readonly customerId: string;
}
interface Reach {
  readonly channel: string;
  readonly ns: string;
  readonly value: string;
}

async function read<T>(trial: Trial, path: string): Promise<T | undefined> {
  const answer = await ask(trial.product, `/api${path}`, { token: trial.token });
  return answer?.ok ? (JSON.parse(answer.text) as T) : undefined;
}

/** A colleague who answers whatever is in the inbox, by mail or in the chat. */
export const reply = (trial: Trial, random: Random): Promise<void> =>
  keepAt(trial, random, 500, async () => {
    const inbox = await read<{ items: Line[] }>(trial, "/matters?view=all&limit=40");
    if (!inbox?.items.length) return;
    const { id, customerId } = random.pick(inbox.items);
    const path = `/customers/${customerId}/matters/${id}`;
    const matter = await read<{ reach: Reach[] }>(trial, path);
    const writable = matter?.reach.filter((one) => one.channel === "chat" || /@people\.example$/.test(one.value));
    if (!writable?.length) return;
    const { channel, ns, value } = random.pick(writable);
    const [mark, key] = [newMark("reply"), randomUUID()];
    const body = { channel, to: { ns, value }, text: `It is on its way. ${mark}`, seen: null, anyway: true };
    const send = () => ask(trial.product, `/api${path}/replies`, { token: trial.token, key, body });
    await trial.ledger.deliver("reply", [mark], send);
  });

/** A colleague who adds customers by hand. */
export const addCustomers = (trial: Trial, random: Random): Promise<void> =>
  keepAt(trial, random, 1_000, async () => {
    const [name, key] = [newMark("customer"), randomUUID()];
    const send = () => ask(trial.product, "/api/customers", { token: trial.token, key, body: { name } });
    await trial.ledger.deliver("customer", [name], send);
  });

/** A colleague who joins customers and parts most of them again; `taken` keeps two such from joining the same. */
export const mergePeople = (trial: Trial, random: Random, taken: Set<string>): Promise<void> =>
  keepAt(trial, random, 400, async () => {
    const list = await read<{ items: { id: string }[] }>(trial, "/customers?anonymous=true&limit=100");
    const free = list?.items.map(({ id }) => id).filter((id) => !taken.has(id)) ?? [];
    const [a, b, c] = random.shuffle(free);
    if (!a || !b || !c) return;
    taken.add(a).add(b).add(c);
    for (let left = random.between(1, 3); left > 0 && !trial.closing; left--) {
      if (!(await merge(trial, a, b))) return;
      // A third, older or younger, moves more than one pointer.
      if (random.chance(50) && !((await merge(trial, c, b)) && (await part(trial, c, b)))) return;
      if (random.chance(30) || !(await part(trial, a, b))) return;
    }
  });

async function merge(trial: Trial, a: string, b: string): Promise<boolean> {
  const key = randomUUID();
  const path = `/api/customers/${a}/merges`;
  const send = () => ask(trial.product, path, { token: trial.token, key, body: { otherId: b } });
  return (await trial.ledger.deliver("merge", [`${a} ${b}`], send)) !== null;
}

async function part(trial: Trial, a: string, b: string): Promise<boolean> {
  const held = await read<{ items: { id: string; aLeaf: { id: string }; bLeaf: { id: string }; by: string }[] }>(
    trial,
    `/customers/${a}/merges`,
  );
  const edge = held?.items.find((one) => one.by === "staff" && one.aLeaf.id === a && one.bLeaf.id === b);
  if (!edge) return false;
  const key = randomUUID();
  const path = `/api/customers/${a}/merges/${edge.id}`;
  const send = () => ask(trial.product, path, { method: "DELETE", token: trial.token, key });
  return (await trial.ledger.deliver("unmerge", [`${a} ${b}`], send)) !== null;
}
