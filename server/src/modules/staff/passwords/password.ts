import { hash, verify } from "@node-rs/argon2";
import { Refusal } from "../../../platform/errors.ts";

/** OWASP's second choice of parameters for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST = 10;
/** Beginnings of the passwords that are tried first, in our three languages. */
const STEMS = ["password", "passw0rd", "hasło", "haslo", "parola", "qwerty", "asdfgh", "zxcvbn", "letmein", "welcome"];
const ROWS = ["1234567890", "0987654321", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm"];
const RUN = 4;

const runs = ROWS.flatMap((row) => Array.from({ length: row.length - RUN + 1 }, (_, i) => row.slice(i, i + RUN)));

/** What is left of a password after the words that others know and the rows of the keyboard; at least five different characters. */
function isGuessable(password: string, known: readonly string[]): boolean {
  const words = [...known.map((word) => word.toLowerCase()).filter((word) => word.length >= 4), ...STEMS, ...runs];
  const left = words.reduce((rest, word) => rest.replaceAll(word, ""), password.toLowerCase());
  return new Set(left).size < 5;
}

/** The hash to store; refuses passwords that are short or mostly made of what others know or try first. */
export async function hashPassword(password: string, known: readonly string[] = []): Promise<string> {
  if (password.length < SHORTEST || isGuessable(password, known))
    throw new Refusal("password_too_weak", { shortest: SHORTEST });
  return hash(password, COST);
}

/** Words that others know of a member. */
export const wordsOf = (member: { name: string; email: string }): string[] => [
  ...member.name.split(/\s+/),
  ...member.email.split(/[@.]/),
  "splot",
];

let decoy: Promise<string> | undefined;

/** Is this the password? Takes as long for an account that does not exist (null) as for one that does. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash("nobody has this password", COST);
  const right = await verify(stored ?? (await decoy), password);
  return stored !== null && right;
}
