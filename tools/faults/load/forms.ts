import { randomUUID } from "node:crypto";
import { ask } from "../ask.ts";
import type { Random } from "../random.ts";
import type { Trial } from "../trial.ts";
import { from, keepAt, newMark, people } from "./people.ts";

/** People who fill in the web form. */
export const fillForms = (trial: Trial, random: Random): Promise<void> =>
  keepAt(trial, random, 700, async () => {
    const [mark, key, headers] = [newMark("form"), randomUUID(), from(random)];
    const { name, email } = random.pick(people);
    const visited = random.chance(40) ? { anonymousId: `browser-${random.between(1, 40)}-1` } : {};
    const body = { name, email, text: `Where is my order? ${mark}`, locale: "en", elapsed: 9_000, ...visited };
    const path = `/api/forms/${trial.site}/messages`;
    await trial.ledger.deliver("form", [mark], () => ask(trial.product, path, { key, headers, body }));
  });
