import type { Locale } from "../../contract/http.ts";
import { foldText } from "../../server/src/modules/customers/identity/fold-text.ts";
import type { Random } from "./random.ts";

const given: Readonly<Record<"pl" | "ro", { readonly f: readonly string[]; readonly m: readonly string[] }>> = {
  pl: {
    f: [
      "Anna",
      "Ewa",
      "Katarzyna",
      "Małgorzata",
      "Agnieszka",
      "Żaneta",
      "Joanna",
      "Łucja",
      "Zofia",
      "Hanna",
      "Iga",
      "Elżbieta",
      "Dorota",
      "Bożena",
      "Grażyna",
      "Jadwiga",
      "Wioletta",
      "Aleksandra",
      "Oliwia",
      "Maja",
    ],
    m: [
      "Jan",
      "Piotr",
      "Paweł",
      "Łukasz",
      "Michał",
      "Tomasz",
      "Krzysztof",
      "Grzegorz",
      "Jędrzej",
      "Wojciech",
      "Stanisław",
      "Rafał",
      "Sławomir",
      "Bartłomiej",
      "Mateusz",
      "Kacper",
      "Zbigniew",
      "Mirosław",
      "Adam",
      "Szymon",
    ],
  },
  ro: {
    f: [
      "Ioana",
      "Maria",
      "Elena",
      "Andreea",
      "Ștefania",
      "Mihaela",
      "Raluca",
      "Cristina",
      "Daniela",
      "Gabriela",
      "Simona",
      "Alina",
      "Bianca",
      "Țicuța",
      "Ana",
      "Roxana",
      "Larisa",
      "Oana",
      "Irina",
      "Anca",
    ],
    m: [
      "Ion",
      "Andrei",
      "Ștefan",
      "Mihai",
      "Alexandru",
      "Cristian",
      "Vlad",
      "Radu",
      "Gheorghe",
      "Florin",
      "Bogdan",
      "Răzvan",
      "Cătălin",
      "Sorin",
      "Liviu",
      "Dragoș",
      "Ionuț",
      "Marius",
      "Ovidiu",
      "Tudor",
    ],
  },
};
const polishRoots = [
  "Kowal",
  "Wiśniew",
  "Dąbrow",
  "Lewandow",
  "Zieliń",
  "Szymań",
  "Kozłow",
  "Jankow",
  "Mazur",
  "Krawczyk",
  "Wójcik",
  "Żak",
  "Nowak",
  "Pająk",
  "Sikora",
  "Gąsior",
  "Wróbel",
  "Król",
  "Piątek",
  "Kaźmierczak",
  "Ostrow",
  "Majew",
  "Olszew",
  "Jaworow",
  "Malinow",
];
const romanianSurnames = [
  "Popescu",
  "Ionescu",
  "Popa",
  "Dumitru",
  "Stan",
  "Stoica",
  "Gheorghiu",
  "Rusu",
  "Munteanu",
  "Matei",
  "Constantinescu",
  "Șerban",
  "Țurcanu",
  "Moldovan",
  "Lazăr",
  "Ungureanu",
  "Bălan",
  "Crișan",
  "Nistor",
  "Văduva",
  "Câmpeanu",
  "Drăgan",
  "Zamfir",
  "Oprea",
  "Sârbu",
];
const gendered = /(l|w|ń|ow|ew)$/;
const domains = {
  pl: ["poczta.example", "skrzynka.example", "listy.example"],
  ro: ["posta.example", "cutia.example", "scrisori.example"],
  en: ["mail.example", "letters.example"],
} as const;

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly locale: Locale;
  readonly female: boolean;
  readonly birthDate: string | null;
}

function surname(random: Random, locale: "pl" | "ro", female: boolean): string {
  if (locale === "ro") return random.pick(romanianSurnames);
  const root = random.pick(polishRoots);
  return gendered.test(root) && !["Wróbel", "Król"].includes(root) ? `${root}sk${female ? "a" : "i"}` : root;
}

const digits = (random: Random, count: number): string => Array.from({ length: count }, () => random.int(10)).join("");

/** The n-th customer of the demo company; the number keeps the address unique. */
export function makePerson(random: Random, n: number): Person {
  const home = random.chance(0.58) ? "pl" : "ro";
  const locale: Locale = random.chance(0.06) ? "en" : home;
  const female = random.chance(0.55);
  const first = random.pick(given[home][female ? "f" : "m"]);
  const last = surname(random, home, female);
  const box = foldText(`${first}.${last}`).replace(/[^a-z.]/g, "");
  const phone =
    home === "pl"
      ? `+48 ${random.pick(["501", "602", "693", "784", "535"])} ${digits(random, 3)} ${digits(random, 3)}`
      : `+40 7${random.pick(["22", "31", "44", "55"])} ${digits(random, 3)} ${digits(random, 3)}`;
  const year = 1945 + random.int(60);
  const birthDate = random.chance(0.3)
    ? `${year}-${String(1 + random.int(12)).padStart(2, "0")}-${String(1 + random.int(28)).padStart(2, "0")}`
    : null;
  const email = `${box}${n}@${random.pick(domains[locale])}`;
  return { name: `${first} ${last}`, email, phone, locale, female, birthDate };
}
