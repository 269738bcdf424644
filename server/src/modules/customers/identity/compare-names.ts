import { editDistance } from "./edit-distance.ts";
import { givenNamesOf, isSameGivenName } from "./given-names.ts";
import { type ReadName, readName } from "./read-name.ts";

export type NameVerdict = "agree" | "unknown" | "disagree";

/** Stable words for why two names do, or do not, belong to one person. */
export type NameReason =
  | "same"
  | "part"
  | "only_initials"
  | "not_a_name"
  | "other_script"
  | "other_part"
  | "one_word"
  | "several_people"
  | "generation"
  | "given_name"
  | "family_name"
  | "nothing_in_common";

export interface NameComparison {
  readonly verdict: NameVerdict;
  readonly reason: NameReason;
}

/**
 * Do two typed names speak of two people? Order, diacritics, titles, missing parts, initials, diminutives, the other
 * form of a gendered surname and a slip in a long word do not matter; a different given name or surname does.
 * `unknown` is for what says nothing either way. The order of the arguments makes no difference.
 */
export function compareNames(a: string, b: string): NameComparison {
  const left = readName(a);
  const right = readName(b);
  if (!left || !right) return { verdict: "unknown", reason: "not_a_name" };
  if (scriptOf(left) !== scriptOf(right)) return { verdict: "unknown", reason: "other_script" };
  if (left.several || right.several) return compareSeveral(left, right);
  const comparison = compareParts(left.parts, right.parts);
  return comparison.verdict === "agree" && left.generation !== right.generation
    ? { verdict: "disagree", reason: "generation" }
    : comparison;
}

const scriptOf = ({ parts }: ReadName): string =>
  parts.some((part) => /\p{Script=Latin}/u.test(part))
    ? "latin"
    : parts.some((part) => /\p{Script=Cyrillic}/u.test(part))
      ? "cyrillic"
      : "other";

/** A name of two people is nobody's: it agrees with itself only. */
function compareSeveral(left: ReadName, right: ReadName): NameComparison {
  const same = left.several && right.several && [...left.parts].sort().join(" ") === [...right.parts].sort().join(" ");
  return same ? { verdict: "agree", reason: "same" } : { verdict: "disagree", reason: "several_people" };
}

const likenesses = ["equal", "given", "slip", "gender", "initial"] as const;
type Likeness = (typeof likenesses)[number];

function compareParts(a: readonly string[], b: readonly string[]): NameComparison {
  const swap = a.length > b.length || (a.length === b.length && a.join(" ") > b.join(" "));
  const [few, many] = swap ? [b, a] : [a, b];
  const { found, fewLeft, manyLeft } = pair(few, many);
  const onlyByGender = found.has("gender") && !found.has("equal") && !found.has("given") && !found.has("slip");
  if (onlyByGender) return { verdict: "disagree", reason: "given_name" };
  if (fewLeft.length === 0) {
    if (found.size === 1 && found.has("initial")) return { verdict: "unknown", reason: "only_initials" };
    return { verdict: "agree", reason: manyLeft.length === 0 ? "same" : "part" };
  }
  if (isOtherPart(few, fewLeft, many, manyLeft) || isOtherPart(many, manyLeft, few, fewLeft)) {
    return { verdict: "unknown", reason: "other_part" };
  }
  if (few.length === 1 && isNickname(few[0]!)) return { verdict: "unknown", reason: "one_word" };
  if (many.length === 1 && isNickname(many[0]!)) return { verdict: "unknown", reason: "one_word" };
  if (found.size === 0) return { verdict: "disagree", reason: "nothing_in_common" };
  const given = fewLeft.some(isGiven) || manyLeft.some(isGiven);
  return { verdict: "disagree", reason: given ? "given_name" : "family_name" };
}

/** Pairs the parts, the surest likeness first; what finds no partner is left over. */
function pair(few: readonly string[], many: readonly string[]) {
  const found = new Set<Likeness>();
  const fewLeft = [...few];
  const manyLeft = [...many];
  for (const likeness of likenesses) {
    for (const part of [...fewLeft]) {
      const at = manyLeft.findIndex((other) => alike[likeness](part, other));
      if (at < 0) continue;
      found.add(likeness);
      fewLeft.splice(fewLeft.indexOf(part), 1);
      manyLeft.splice(at, 1);
    }
  }
  return { found, fewLeft, manyLeft };
}

const alike: Record<Likeness, (a: string, b: string) => boolean> = {
  equal: (a, b) => a === b,
  given: isSameGivenName,
  slip: isSlip,
  gender: (a, b) => !isGiven(a) && !isGiven(b) && masculine(a) === masculine(b),
  initial: (a, b) => isInitialOf(a, b) || isInitialOf(b, a),
};

const isGiven = (part: string): boolean => givenNamesOf(part).size > 0;

/**
 * One letter in six, two in twelve. The first must be right, as slips there are rare and other surnames many, and so
 * must the last, as it tells Adrian from Adriana. Two given names that we know are two names.
 */
function isSlip(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  if (length < 6 || a[0] !== b[0] || a.at(-1) !== b.at(-1) || (isGiven(a) && isGiven(b))) return false;
  return editDistance(a, b) <= (length < 12 ? 1 : 2);
}

/** Kowalska, Zielona and Nováková as their husbands would write themselves. */
const masculine = (surname: string): string =>
  surname.length < 5
    ? surname
    : surname
        .replace(/(sk|ck|dzk)a$/, "$1i")
        .replace(/(\p{L}{3,})ova$/u, "$1")
        .replace(/([lnrtwd])a$/, "$1y");

const isInitialOf = (letter: string, part: string): boolean =>
  letter.length === 1 &&
  part.length > 1 &&
  (part.startsWith(letter) || [...givenNamesOf(part)].some((name) => name.startsWith(letter)));

// Second given names; others that end alike are surnames too, in Romania nearly every man's name is.
const secondNames = new Set(
  "maria ana anna elena ioana cristina mihaela alexandra andreea gabriela daniela magdalena malgorzata katarzyna zofia".split(
    " ",
  ),
);

/** "Ana Maria" and "Ana Popescu", "Anna" and "Nowak": each may be the half of one name. */
function isOtherPart(
  own: readonly string[],
  ownLeft: readonly string[],
  other: readonly string[],
  otherLeft: readonly string[],
) {
  if (!own.every(isGiven) || otherLeft.some(isGiven)) return false;
  const doubled = ownLeft.length === 1 && own.length === 2 && own[1] === ownLeft[0] && secondNames.has(ownLeft[0]!);
  return doubled || (own.length === 1 && other.length === 1);
}

const surnames = new Set(
  `nowak wojcik mazur krol dudek kaczmarek pawlak walczak krawczyk wieczorek zajac baran duda szewczyk kubiak wilk lis
  kozak kolodziej sikora bak gajda popa pop radu stan stoica rusu munteanu moldovan lungu suciu ciobanu dobre rotaru
  albu nita toma marin dinca sandu nagy szabo molnar`.split(/\s+/),
);

/** A single word that is neither a given name nor looks like a surname says little: Kitty, Boss. */
const isNickname = (part: string): boolean =>
  !isGiven(part) &&
  !surnames.has(part) &&
  !/(sk|ck|dzk)[ia]$|(icz|czyk|czak|czuk|iak|escu|eanu|oiu|aru|enko|chuk|nik|ow|owa|ewski|yk|ek)$/.test(part);
