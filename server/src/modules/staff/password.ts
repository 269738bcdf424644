import { hash, verify } from "@node-rs/argon2";
import { Refusal } from "../../platform/errors.ts";

/** OWASP's second choice of parameters for argon2id: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST = 10;

/** The hash to store; refuses passwords that are short, one character over and over, or contain what others know. */
export async function hashPassword(password: string, known: readonly string[] = []): Promise<string> {
  const lower = password.toLowerCase();
  const guessable = known.some((word) => word.length >= 4 && lower.includes(word.toLowerCase()));
  if (password.length < SHORTEST || new Set(password).size < 5 || guessable) throw new Refusal("password_too_weak", { shortest: SHORTEST });
  return hash(password, COST);
}

let decoy: Promise<string> | undefined;

/** Is this the password? Takes as long for an account that does not exist (null) as for one that does. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  decoy ??= hash("nobody has this password", COST);
  const right = await verify(stored ?? (await decoy), password);
  return stored !== null && right;
}
