import { foldText } from "./fold-text.ts";

/** What a typed name says of a person; `parts` are folded words in the order in which they were written. */
export interface ReadName {
  readonly parts: readonly string[];
  /** Whether the bearer says to be the elder or the younger of two of the same name. */
  readonly generation: "elder" | "younger" | null;
  /** "Anna and Jan Kowalski", "the Popescu family": more than one person. */
  readonly several: boolean;
}

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/).filter(Boolean));

const titles = set(`
  dr hab inz mgr prof lic lek med mec adw arch ing ec av jur pan pani p pp sz szan szanowny szanowna panie
  dl dna d-na dra d-l domnul doamna domnisoara dsoara mr mrs ms miss sir herr frau ks o br fr phd msc bsc mba eng
`);

const placeholders = set(`
  klient klientka client clienta customer test tester brak anonim anonymous gosc guest oaspete vizitator nieznany
  necunoscut unknown user uzytkownik utilizator asd asdf asdfg qwe qwerty xxx xyz abc aaa bbb nn none null undefined na
  imie nazwisko nume prenume name lorem ipsum admin ja eu me
`);

const organisations = set(`
  sa sc srl zoo spzoo pfa ltd llc gmbh inc fundacja fundatia stowarzyszenie asociatia firma spolka hotel urzad gmina
  szkola scoala primaria biuro office sklep shop magazin magazyn bok zespol team echipa dzial departament serwis service
  support info newsletter noreply kontakt contact sekretariat recepcja restauracja restaurant studio salon grupa grup
  company group apteka farmacie parafia spoldzielnia
`);

const families = set("rodzina rodzice malzenstwo panstwo panstwa familia familie family soti fam");
const conjunctions = set("i oraz si and & und");
const elder = set("sr senior sen st starszy");
const younger = set("jr jun junior ml mlodszy ii iii iunior");

/**
 * Takes a name apart: titles, quotes and punctuation go, hyphened names come apart. Null when it names no person: an
 * organisation, a placeholder, an address, a nickname with digits, a whole sentence.
 */
export function readName(text: string): ReadName | null {
  const folded = foldText(text)
    .replace(/\b(sp\.? ?z ?o\.? ?o|s\. ?r\. ?l|s\. ?a|s\. ?c)\b\.?/g, " zoo ")
    .replace(/[&+]/g, " & ");
  if (/[\d@/\\_|<>]/.test(folded)) return null;
  const words = folded.split(/[\s,;()"„“”«»]+/).filter((word) => /[\p{L}&]/u.test(word));
  const plain = words.map((word) => word.replace(/^['.-]+|['.-]+$/g, ""));
  // A small "i" joins two names, a capital one is an initial.
  const joined = /\p{L}\s+(?:i|oraz|si|și|and|und|&|\+)\s+\p{L}/u.test(text);
  const several = joined || plain.some((word) => families.has(word));
  const marks = plain.slice(1);
  const generation = marks.some((word) => elder.has(word))
    ? "elder"
    : marks.some((word) => younger.has(word))
      ? "younger"
      : null;

  const kept = plain
    .flatMap((word) => (titles.has(word) ? [] : word.split(/[.-]+/)))
    .filter(
      (word, at) => word !== "" && !isMark(word, at > 0) && !titles.has(word) && !(several && conjunctions.has(word)),
    );
  if (kept.length === 0 || kept.length > 6) return null;
  if (kept.some((word) => organisations.has(word)) || kept.every((word) => placeholders.has(word))) return null;
  return { parts: kept, generation, several };
}

const isMark = (word: string, notFirst: boolean): boolean =>
  families.has(word) || (notFirst && (elder.has(word) || younger.has(word)));
