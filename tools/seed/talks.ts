import type { Locale } from "../../contract/http.ts";

/** One matter as it goes: the customer's turns begin with `c`, the staff's with `s`, a colleague's note with `n`. */
export interface Talk {
  readonly subject: string;
  /** The only product that the talk makes sense for. */
  readonly about?: string;
  readonly turns: readonly (readonly ["c" | "s" | "n", string])[];
}

/** `{{product}}` is one of the products in the language of the talk, `{{whom}}` and `{{whose}}` its accusative and genitive; `{{a|b}}` as `fillIn` says. */
export const talks: Readonly<Record<Locale, readonly Talk[]>> = {
  pl: [
    {
      subject: "{{product}} nie świeci",
      about: "lamp",
      turns: [
        ["c", "Dzień dobry, {{product}} po tygodniu przestała świecić. Żarówka jest nowa. Co mam zrobić?"],
        [
          "s",
          "Dzień dobry, przykro mi. Proszę przynieść lampę do dowolnego sklepu, naprawimy ją albo wymienimy od ręki. Paragon nie jest potrzebny.",
        ],
        ["c", "Świetnie, będę w sobotę w Gdańsku."],
        ["n", "Sklep w Gdańsku uprzedzony, odłożona druga sztuka."],
        ["s", "Zapraszamy, wymiana czeka na Państwa nazwisko."],
      ],
    },
    {
      subject: "Kiedy dostawa?",
      turns: [
        ["c", "{{Zamówiłam|Zamówiłem}} {{whom}} dwa tygodnie temu. Kiedy przyjedzie?"],
        ["s", "Dzień dobry, kurier ma dostawę na czwartek między 10 a 14. Czy to pasuje?"],
        ["c", "Pasuje, dziękuję."],
      ],
    },
    {
      subject: "Faktura na firmę",
      turns: [
        ["c", "Czy mogę dostać fakturę na firmę za {{whom}}? NIP podam w odpowiedzi."],
        ["s", "Oczywiście. Proszę o NIP i adres, faktura będzie dziś wieczorem."],
        ["c", "NIP 525-00-00-000, ul. Długa 7, Kraków."],
        ["s", "Faktura wysłana. Gdyby coś się nie zgadzało, poprawimy."],
      ],
    },
    {
      subject: "Zwrot",
      turns: [
        ["c", "{{product}} nie pasuje do pokoju. Jak zwrócić?"],
        ["s", "Ma {{Pani|Pan}} 30 dni. Można oddać w sklepie albo zamówić kuriera, jak wygodniej?"],
      ],
    },
    {
      subject: "Dostępność w Krakowie",
      turns: [["c", "Czy {{product}} jest teraz w Krakowie? {{Chciałabym|Chciałbym}} obejrzeć przed kupnem."]],
    },
    {
      subject: "Montaż",
      about: "shelf",
      turns: [
        ["c", "W paczce brakuje śrub do {{whose}}."],
        ["s", "Przepraszamy. Śruby wyślę dziś pocztą, dojdą pojutrze."],
        ["c", "Doszły, wszystko stoi. Dzięki!"],
      ],
    },
    {
      subject: "Kolor tkaniny",
      about: "curtain",
      turns: [
        ["c", "Na zdjęciu {{product}} wygląda na szarą, w sklepie była beżowa. Jaki to kolor?"],
        ["s", "To kolor piaskowy, w sztucznym świetle wpada w szary. Mogę wysłać próbkę."],
        ["c", "Poproszę o próbkę."],
      ],
    },
  ],
  ro: [
    {
      subject: "{{product}} nu se aprinde",
      about: "lamp",
      turns: [
        ["c", "Bună ziua, {{product}} nu se mai aprinde după o săptămână. Becul este nou. Ce pot face?"],
        [
          "s",
          "Bună ziua, ne pare rău. Aduceți produsul în orice magazin, îl reparăm sau îl schimbăm pe loc. Nu aveți nevoie de bon.",
        ],
        ["c", "Mulțumesc, vin sâmbătă la Cluj."],
        ["n", "Magazinul din Cluj este anunțat, o bucată pusă deoparte."],
      ],
    },
    {
      subject: "Când ajunge comanda?",
      turns: [
        ["c", "Am comandat {{product}} acum două săptămâni. Când ajunge?"],
        ["s", "Bună ziua, curierul vine joi între 10 și 14. Vă convine?"],
        ["c", "Da, mulțumesc."],
      ],
    },
    {
      subject: "Factură pe firmă",
      turns: [
        ["c", "Aș dori factură pe firmă pentru {{product}}."],
        ["s", "Desigur. Vă rog să-mi trimiteți CUI-ul și adresa."],
        ["c", "CUI RO00000000, Str. Lungă 7, Brașov."],
        ["s", "Factura a fost trimisă."],
      ],
    },
    {
      subject: "Retur",
      turns: [
        ["c", "{{product}} nu se potrivește în cameră. Cum fac returul?"],
        ["s", "Aveți 30 de zile. Puteți aduce produsul în magazin sau trimitem un curier, cum preferați?"],
      ],
    },
    {
      subject: "Disponibil la București?",
      turns: [["c", "Este {{product}} acum la București? Aș vrea să văd produsul înainte."]],
    },
    {
      subject: "Lipsesc șuruburi",
      about: "shelf",
      turns: [
        ["c", "În pachetul cu {{product}} lipsesc șuruburile."],
        ["s", "Ne cerem scuze. Le trimit astăzi prin poștă."],
        ["c", "Au ajuns, totul este montat. Mulțumesc!"],
      ],
    },
  ],
  en: [
    {
      subject: "Delivery to Warsaw",
      turns: [
        ["c", "Hello, I ordered the {{product}} two weeks ago. When will it arrive?"],
        ["s", "Hello, the courier has it for Thursday between 10 and 2. Does that suit you?"],
        ["c", "It does, thank you."],
      ],
    },
    {
      subject: "{{product}} does not work",
      about: "lamp",
      turns: [
        ["c", "The {{product}} stopped working after a week."],
        ["s", "I am sorry. Bring it to any of our shops and we shall mend it or change it at once."],
      ],
    },
    {
      subject: "Is it in Bucharest?",
      turns: [["c", "Is the {{product}} in your Bucharest shop now? I would like to see it first."]],
    },
  ],
};

interface Product {
  readonly id: string;
  readonly name: string;
  /** In the accusative and the genitive, where they differ from the name. */
  readonly whom?: string;
  readonly whose?: string;
}

export const products: Readonly<Record<Locale, readonly Product[]>> = {
  pl: [
    { id: "lamp", name: "Lampa Świt", whom: "Lampę Świt", whose: "Lampy Świt" },
    { id: "table", name: "Stół Dąb", whose: "Stołu Dąb" },
    { id: "chair", name: "Krzesło Łuk", whose: "Krzesła Łuk" },
    { id: "rug", name: "Dywan Łąka", whose: "Dywanu Łąka" },
    { id: "curtain", name: "Zasłona Mgła", whom: "Zasłonę Mgła", whose: "Zasłony Mgła" },
    { id: "shelf", name: "Regał Szept", whose: "Regału Szept" },
  ],
  ro: [
    { id: "lamp", name: "Lampa Zori" },
    { id: "table", name: "Masa Stejar" },
    { id: "chair", name: "Scaunul Arc" },
    { id: "rug", name: "Covorul Pajiște" },
    { id: "curtain", name: "Perdeaua Ceață" },
    { id: "shelf", name: "Etajera Șoaptă" },
  ],
  en: [
    { id: "lamp", name: "Dawn lamp" },
    { id: "table", name: "Oak table" },
    { id: "chair", name: "Arc chair" },
    { id: "rug", name: "Meadow rug" },
    { id: "curtain", name: "Mist curtain" },
    { id: "shelf", name: "Whisper shelf" },
  ],
};

export const calls: Readonly<Record<Locale, readonly string[]>> = {
  pl: [
    "{{Klientka pytała|Klient pytał}} o godziny otwarcia w niedzielę handlową.",
    "{{Klientka|Klient}} ma dwoje dzieci, szuka stołu odpornego na zarysowania.",
    "Prośba o telefon po 16, wcześniej w pracy.",
  ],
  ro: [
    "{{Clienta|Clientul}} a întrebat despre programul de duminică.",
    "{{Clienta|Clientul}} are doi copii, caută o masă rezistentă la zgârieturi.",
    "Dorește să fie {{sunată|sunat}} după ora 16.",
  ],
  en: [
    "Asked about opening hours on Sunday.",
    "Has two children, looks for a table that does not scratch.",
    "Prefers a call after 4 p.m.",
  ],
};
