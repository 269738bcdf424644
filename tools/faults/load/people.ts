import type { Random } from "../random.ts";
import type { Trial } from "../trial.ts";

/** A person outside, who writes under one name and one address. */
export interface Person {
  readonly name: string;
  readonly email: string;
}

const given = ["Ewa", "Jan", "Ioana", "Mihai", "Zofia", "Piotr", "Elena", "Andrei"];
const family = ["Żak", "Nowak", "Popescu", "Ionescu", "Wójcik", "Dumitru", "Lis", "Radu"];

/** Sixty-four people, each with an address of their own. */
export const people: readonly Person[] = given.flatMap((first, i) =>
  family.map((last, j) => ({ name: `${first} ${last}`, email: `person-${i}-${j}@people.example` })),
);

let made = 0;

/** A word that is found again: in the text of a message, the name of a customer or the properties of an event. */
export const newMark = (kind: string): string => `[${kind}-${++made}]`;

/** Headers of a client at an address of its own, behind the company's proxy. */
export const from = (random: Random): Readonly<Record<string, string>> => ({
  "x-forwarded-for": `10.${random.between(0, 255)}.${random.between(0, 255)}.${random.between(1, 254)}`,
});

/** Does `act` again and again, with pauses of up to `pauseMs`, until nothing new is begun. */
export async function keepAt(trial: Trial, random: Random, pauseMs: number, act: () => Promise<void>): Promise<void> {
  while (!trial.closing) {
    await act();
    await new Promise((resolve) => setTimeout(resolve, random.between(0, pauseMs)));
  }
}
