import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cpuMs } from "../../../../test/cpu-time.ts";
import { data } from "../../../../test/data.ts";
import { foldQuotes } from "./fold-quotes.ts";

const answer = "Dzień dobry,\n\nproszę o zwrot.\n\nAnna";
const original = "Dzień dobry, czy sofa dotarła?";
const marked = `> ${original}`;

test.each([
  ["Gmail pl", `W dniu pt., 3 paź 2025 o 10:12 Sklep <sklep@example.com> napisał(a):\n\n${marked}`],
  [
    "Gmail pl, wrapped",
    `W dniu pt., 3 paź 2025 o 10:12 Bardzo Długa Nazwa Sklepu <\nsklep@example.com> napisał(a):\n\n${marked}`,
  ],
  ["Thunderbird pl", `W dniu 3.10.2025 o 10:12, Sklep pisze:\n${marked}`],
  ["iPhone pl", `Wiadomość napisana przez Sklep <sklep@example.com> w dniu 3 paź 2025, o godz. 10:12:\n\n${marked}`],
  ["WP pl", `Dnia 3 października 2025 10:12 Sklep <sklep@example.com> napisał(a):\n\n${original}`],
  ["Outlook pl", `Od: Sklep\nWysłane: piątek, 3 października 2025 10:12\nDo: Anna\nTemat: Sofa\n\n${original}`],
  [
    "Outlook pl, ruled",
    `________________________________\nOd: Sklep <sklep@example.com>\nWysłane: piątek 10:12\nDo: Anna <anna@example.pl>\nTemat: Sofa\n\n${original}`,
  ],
  [
    "o2 pl",
    `Od: "Sklep" <sklep@example.com>\nDo: anna@example.pl;\nWysłane: 10:12 Piątek 2025-10-03\nTemat: Sofa\n\n${original}`,
  ],
  ["old Outlook pl", `-----Oryginalna wiadomość-----\n${original}`],
  ["Gmail ro", `În vin., 3 oct. 2025 la 10:12, Magazin <magazin@example.com> a scris:\n\n${marked}`],
  ["Yahoo ro", `Pe vineri, 3 octombrie 2025 la 10:12:03 EEST, Magazin <magazin@example.com> a scris:\n\n${original}`],
  ["Thunderbird ro", `La 03.10.2025 10:12, Magazin a scris:\n${marked}`],
  [
    "Outlook ro",
    `De la: Magazin <magazin@example.com>\nTrimis: vineri, 3 octombrie 2025 10:12\nCătre: Ana\nSubiect: Canapea\n\n${original}`,
  ],
  ["Gmail en", `On Fri, Oct 3, 2025 at 10:12 AM Shop <shop@example.com> wrote:\n\n${marked}`],
  ["iPhone en", `On 3 Oct 2025, at 10:12, Shop <shop@example.com> wrote:\n\n${marked}`],
  [
    "Outlook en",
    `From: Shop <shop@example.com>\nSent: Friday, October 3, 2025 10:12 AM\nTo: Anna\nSubject: Sofa\n\n${original}`,
  ],
  ["Outlook en, bold", `*From:* Shop <shop@example.com>\n*Sent:* Friday\n*Subject:* Sofa\n\n${original}`],
  ["Gmail de", `Am Fr., 3. Okt. 2025 um 10:12 Uhr schrieb Laden <laden@example.com>:\n\n${marked}`],
  [
    "Outlook de",
    `Von: Laden <laden@example.com>\nGesendet: Freitag, 3. Oktober 2025 10:12\nAn: Anna\nBetreff: Sofa\n\n${original}`,
  ],
  ["Gmail fr", `Le ven. 3 oct. 2025 à 10:12, Magasin <magasin@example.com> a écrit :\n\n${marked}`],
  [
    "Outlook fr",
    `De : Magasin <magasin@example.com>\nEnvoyé : vendredi 3 octobre 2025 10:12\nÀ : Anna\nObjet : Canapé\n\n${original}`,
  ],
])("%s: the answer stays, the original is folded", (_, quote) => {
  for (const text of [
    `${answer}\n\n${quote}\n`,
    `${answer}\n${quote}`,
    `${answer}\r\n\r\n${quote.replaceAll("\n", "\r\n")}`,
  ]) {
    const folded = foldQuotes(text);
    expect(folded.text).toBe(answer);
    expect(folded.quoted).toBe(quote);
  }
});

test.each([
  ["iPhone pl", "Wysłane z iPhone'a"],
  ["Android pl", "Wysłano z Samsung Galaxy"],
  ["iPhone ro", "Trimis de pe iPhone"],
  ["Outlook en", "Get Outlook for iOS<https://aka.ms/o0ukef>"],
  ["marked", "-- \nAnna Kowalska\ntel. 600 100 200"],
])("the signature of %s is folded with the quote", (_, signature) => {
  const folded = foldQuotes(`${answer}\n\n${signature}\n\nW dniu 3.10.2025 o 10:12, Sklep pisze:\n${marked}`);
  expect(folded.text).toBe(answer);
  expect(folded.parts.map((part) => part.kind)).toEqual(["new", "signature", "quote"]);
});

test.each([
  "Uwaga:\nOd: 10 maja\nDo: 15 maja\njestem na urlopie, proszę o dostawę po tym terminie.",
  "Trasa transportu:\nOd: Kraków\nDo: Gdańsk\nData: 12.05.2026",
  "Proszę przepisać gwarancję\nOd: anna@example.pl\nDo: ewa@example.pl",
  "Jak pan napisał: 3.10.2025 sofa miała dotrzeć.",
  "Wysłane z opóźnieniem, proszę o rabat.",
  "Sent from my desk, not from the phone.",
  "On Friday at 10:00 I wrote to you:\nplease answer",
  "De la comanda mea lipsește ceva: 2 perne.",
  "Punkty:\n- jeden\n- dwa\n---------\nrazem: 2",
])("words that only look like a quote stay: %s", (text) => {
  expect(foldQuotes(text).text).toBe(text);
});

test("answers between quotes stay visible with their questions", () => {
  const text =
    "W dniu 3.10.2025 o 10:12, Sklep pisze:\n> Kolor?\n\nZielony.\n\n> Dostawa?\nDo domu.\n\n> Pozdrawiamy\n> Sklep";
  const folded = foldQuotes(text);
  expect(folded.text).toBe(text.slice(0, text.indexOf("\n\n> Pozdrawiamy")));
  expect(folded.quoted).toBe("> Pozdrawiamy\n> Sklep");
});

test("one answer below the quote needs no context", () => {
  expect(foldQuotes(`${marked}\n\nTak, dziękuję.`)).toMatchObject({ text: "Tak, dziękuję.", quoted: marked });
});

test("without new words nothing is hidden, but a signature speaks for its quote", () => {
  expect(foldQuotes(marked)).toMatchObject({ text: marked, quoted: null });
  expect(foldQuotes(`Wysłane z iPhone'a\n\n${marked}`)).toMatchObject({ text: "Wysłane z iPhone'a", quoted: marked });
  expect(foldQuotes("")).toEqual({ text: "", quoted: null, parts: [{ kind: "new", text: "" }] });
});

const lines = fc.constantFrom(
  "",
  "> a",
  ">> b",
  "tak",
  "-- ",
  "__",
  "Wysłane z iPhone'a",
  "On 3 Oct 2025 at 10:12, X <x@y.pl> wrote:",
  "Od: x@y.pl",
  "Wysłane: 1",
  "Temat: z",
  "-----Original Message-----",
  "____________",
);

test("the parts are the whole mail, and words never vanish", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(lines, fc.string()), { maxLength: 30 }), (all) => {
      const text = all.join("\n");
      const folded = foldQuotes(text);
      expect(folded.parts.map((part) => part.text).join("\n")).toBe(text.replace(/\r\n?/g, "\n"));
      if (text.trim() !== "") expect(folded.text).not.toBe("");
    }),
    { numRuns: 1000 },
  );
});

test.each([
  "From: a\n",
  "Od: a@b\nx\nx\nx\n",
  "Op schreef\n",
  "\n",
  "Sent from my x\n\n\n",
  "--\n",
  "On 1 2 3 4 a wrote \n",
  "> a\nb\n",
  "2000 ".repeat(90),
])("a megabyte of %j takes linear time", (unit) => {
  const start = cpuMs();
  foldQuotes(unit.repeat(1_000_000 / unit.length));
  expect(cpuMs() - start).toBeLessThan(3000);
});

/** The visible words of each sample: all of it, all before a line, or these. Samples not named share one text. */
const visible: Record<string, "all" | RegExp> = {
  correct_sig: /^this is an email with a correct -- signature\.$/,
  email_2: /^Hi,\n+You can list[\s\S]+delete them all individually\."$/,
  email_2_1: /^Outlook with a reply$/,
  email_4: /^Awesome! I haven't had another problem with it\.$/,
  email_6: /^I get proper rendering as well\.\n\nSent a magnificent torch of pixels$/,
  email_21: "all",
  email_blackberry: /^Here is another email$/,
  email_custom_quote_header: /^Thank you!$/,
  email_customer_quote_header_3: /^bonjour,[^:]+merci d'avance$/,
  email_emoji: "all",
  email_multi_word_sent_from_my_mobile_device: /^Here is another email$/,
  email_not_a_signature: "all",
  email_one_is_not_on: /^Thank, this[\s\S]+when I run\.\.\.$/,
  email_sent_from_my_not_signature: "all",
  email_tricky_1_on_false_positive: "all",
  email_tricky_2_url_with_wrote: "all",
  email_tricky_4_from_in_body: "all",
  email_tricky_6_regards_in_sentence: "all",
  email_tricky_8_sent_from_in_content: "all",
  email_tricky_16_unicode_signatures: "all",
  email_tricky_18_inline_reply: "all",
  email_unquoted_reply: /^This is my reply\.$/,
  email_with_from_headers: "all",
  email_zoho: /^What is the best way[^-]+running a test\?$/,
};
const shared = /^Fusce bibendum[^\n]+\n[^\n]+\n[^\n]+\n[^\n]+\n[^\n]+nec nec nibh\.$/;
const fixtures = data("mail/replies/fixtures/");

test.skipIf(!fixtures)("real samples in ten languages (skipped without the data folder)", () => {
  const wrong: string[] = [];
  const files = readdirSync(fixtures!);
  for (const file of files) {
    const text = readFileSync(new URL(file, fixtures), "utf8").replaceAll("\r\n", "\n");
    const words = visible[file.replace(".txt", "")] ?? shared;
    const found = foldQuotes(text).text;
    if (words === "all" ? found !== text.trim() : !words.test(found)) wrong.push(file);
  }
  expect(files).toHaveLength(45);
  expect(wrong).toEqual([]);
});
