import { createContext, Script } from "node:vm";

/** For all trials of one pattern together. */
const TRIAL_MS = 500;
const LONGEST = 500;
const trial = new Script("values.some((value) => pattern.test(value))");

/**
 * May this regular expression judge values that anybody sends? It must not match everything, nor take its time over a value
 * made for that: quantifiers within quantifiers are refused, and the rest is tried on long values of its own characters.
 * Throws a SyntaxError for what is no regular expression.
 */
export function isSoundPattern(source: string): boolean {
  const pattern = new RegExp(source, "u");
  return !pattern.test("") && !isNested(source) && isQuick(pattern);
}

/** Is a group repeated that itself repeats or chooses, as in `(a+)+`? */
function isNested(source: string): boolean {
  let left = source.replace(/\\./g, "x").replace(/\[[^\]]*\]/g, "x");
  for (;;) {
    const group = /\((?:\?[:=!]|\?<[=!]|\?<\w+>)?([^()]*)\)(.?)/.exec(left);
    if (!group) return false;
    const [whole, inner, next] = group as unknown as [string, string, string];
    const varies = /[*+?{|]/.test(inner);
    if (varies && /[*+{]/.test(next)) return true;
    left = left.replace(whole, () => `x${varies ? "+" : ""}${next}`);
  }
}

function isQuick(pattern: RegExp): boolean {
  const own = [...new Set(pattern.source.replace(/[^\p{L}\p{N}]/gu, ""))].slice(0, 12);
  const values = [...own, "a", "0", ".", "-", "@", "a0", "a.", "a@"].map(
    (part) => `${part.repeat(LONGEST / part.length).slice(0, LONGEST - 1)}!`,
  );
  try {
    trial.runInContext(createContext({ pattern, values }), { timeout: TRIAL_MS });
    return true;
  } catch {
    return false;
  }
}
