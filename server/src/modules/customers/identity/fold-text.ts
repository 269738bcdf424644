/** Letters that no decomposition takes apart, marks that are written in several ways, and capitals outside A–Z. */
const groups: readonly (readonly [string, string])[] = [
  ["ŁłØøĐđÐðĦħŦŧıŊŋƏə", "llooddddhhttinnee"],
  ["ÆŒẞÞ", "æœßþ"],
  ["’‘ʼ`–—‐−", "''''----"],
  ["ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩς", "αβγδεζηθικλμνξοπρστυφχψωσ"],
  ["АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ", "абвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ"],
];

/** The two arguments of `translate` in the SQL function `customers.fold`, which does the same as `foldText`. */
export const foldFrom = groups.map(([from]) => from).join("");
export const foldTo = groups.map(([, to]) => to).join("");

const single = new Map([...foldFrom].map((letter, at) => [letter, [...foldTo][at]!]));
const double = new Map([
  ["æ", "ae"],
  ["œ", "oe"],
  ["ß", "ss"],
  ["þ", "th"],
]);

/**
 * A text as it is searched and compared: small letters without diacritics, runs of blanks as one, none at the ends.
 * Only Latin, Greek and Cyrillic capitals become small, as no collation then has a say in it.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f\u00ad\u200b-\u200d\ufeff]/g, "")
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
    .replace(/[^\0-\x7f]/g, (letter) => {
      const folded = single.get(letter) ?? letter;
      return double.get(folded) ?? folded;
    })
    .replace(/`/g, "'")
    .replace(/[\t-\r \u0085\u1680\u2028\u2029]+/g, " ")
    .replace(/^ | $/g, "");
}
