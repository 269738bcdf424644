/** Text for comparing: lower case, without diacritics ("Żółć" → "zolc"). */
export const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .replace(/[łŁ]/g, "l")
    .toLowerCase();
