const words = {
  pl: {
    title: "Dom, który mówi po Twojemu",
    lead: "Lampy, stoły i tkaniny z sześciu sklepów w Polsce i Rumunii. Jedna cena wszędzie: w sklepie, w sieci i przez telefon.",
    back: "← Wszystkie produkty",
    contact: "Napisz do nas",
    note: "Odpowiadamy e-mailem albo na czacie, jak wolisz. Historia rozmowy jest jedna.",
    ask: "Zapytaj o ten produkt",
    mailbox: "Skrzynka demo",
  },
  ro: {
    title: "O casă pe limba dumneavoastră",
    lead: "Lămpi, mese și textile din șase magazine din Polonia și România. Un singur preț peste tot: în magazin, online și la telefon.",
    back: "← Toate produsele",
    contact: "Scrieți-ne",
    note: "Răspundem prin e-mail sau pe chat, cum preferați. Conversația este una singură.",
    ask: "Întrebați despre acest produs",
    mailbox: "Căsuța demo",
  },
  en: {
    title: "A home that speaks your language",
    lead: "Lamps, tables and textiles from six shops in Poland and Romania. One price everywhere: in the shop, on the web and on the phone.",
    back: "← All products",
    contact: "Write to us",
    note: "We answer by e-mail or chat, as you like. It is one conversation all the same.",
    ask: "Ask about this product",
    mailbox: "Demo mailbox",
  },
};
const products = [
  {
    id: "lamp",
    pl: "Lampa Świt",
    ro: "Lampa Zori",
    en: "Dawn lamp",
    price: 249,
    draw: "M60 20 L100 70 H20 Z M60 70 V115 M35 115 H85",
  },
  {
    id: "table",
    pl: "Stół Dąb",
    ro: "Masa Stejar",
    en: "Oak table",
    price: 1290,
    draw: "M12 45 H108 V58 H12 Z M22 58 V112 M98 58 V112",
  },
  {
    id: "chair",
    pl: "Krzesło Łuk",
    ro: "Scaunul Arc",
    en: "Arc chair",
    price: 389,
    draw: "M38 18 V112 M38 66 H84 V112 M38 18 Q62 30 60 66",
  },
  {
    id: "rug",
    pl: "Dywan Łąka",
    ro: "Covorul Pajiște",
    en: "Meadow rug",
    price: 549,
    draw: "M15 40 H105 V90 H15 Z M25 50 H95 V80 H25 Z M45 58 H75 V72 H45 Z",
  },
  {
    id: "curtain",
    pl: "Zasłona Mgła",
    ro: "Perdeaua Ceață",
    en: "Mist curtain",
    price: 179,
    draw: "M15 20 H105 M25 20 Q35 65 22 112 M45 20 Q52 65 42 112 M75 20 Q68 65 78 112 M95 20 Q85 65 98 112",
  },
  {
    id: "shelf",
    pl: "Regał Szept",
    ro: "Etajera Șoaptă",
    en: "Whisper shelf",
    price: 699,
    draw: "M25 15 V112 M95 15 V112 M25 40 H95 M25 70 H95 M25 100 H95",
  },
];

const query = new URLSearchParams(location.search);
const lang = ["pl", "ro", "en"].includes(query.get("lang")) ? query.get("lang") : "pl";
const t = words[lang];
document.documentElement.lang = lang;

const el = (tag, attributes = {}, ...children) => {
  const node =
    tag === "svg" || tag === "path"
      ? document.createElementNS("http://www.w3.org/2000/svg", tag)
      : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};
const link = (changes) => `/demo?${new URLSearchParams({ lang, ...changes })}`;
const picture = (product) =>
  el(
    "svg",
    {
      viewBox: "0 0 120 130",
      fill: "none",
      stroke: "currentColor",
      "stroke-width": "4",
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
      role: "img",
      "aria-label": product[lang],
    },
    el("path", { d: product.draw }),
  );
const price = (product) => {
  const currency = lang === "ro" ? "RON" : "PLN";
  return new Intl.NumberFormat(lang, { style: "currency", currency, maximumFractionDigits: 0 }).format(product.price);
};

const nav = document.getElementById("nav");
for (const code of ["pl", "ro", "en"])
  nav.append(
    el(
      "a",
      {
        href: `/demo?${new URLSearchParams({ ...Object.fromEntries(query), lang: code })}`,
        "aria-current": String(code === lang),
        lang: code,
      },
      code.toUpperCase(),
    ),
  );
nav.append(el("a", { href: "/demo/mailbox" }, t.mailbox));

const page = document.getElementById("page");
const product = products.find((candidate) => candidate.id === query.get("product"));
if (product) {
  document.title = `${product[lang]} · Domowa`;
  page.append(
    el("p", {}, el("a", { href: link({}) }, t.back)),
    el(
      "div",
      { class: "detail" },
      picture(product),
      el(
        "div",
        {},
        el("h1", {}, product[lang]),
        el("p", { class: "price" }, price(product)),
        el("button", { class: "button", type: "button", id: "ask" }, t.ask),
      ),
    ),
  );
  document.getElementById("ask").addEventListener("click", () => globalThis.splot?.open());
} else {
  page.append(
    el("div", { class: "hero" }, el("h1", {}, t.title), el("p", {}, t.lead)),
    el(
      "div",
      { class: "grid" },
      ...products.map((p) =>
        el(
          "a",
          { class: "product", href: link({ product: p.id }) },
          picture(p),
          el("div", {}, el("b", {}, p[lang]), el("span", { class: "price" }, price(p))),
        ),
      ),
    ),
  );
}
document.getElementById("contact-title").append(el("h2", {}, t.contact));
document.getElementById("contact-note").textContent = t.note;

// The page's language is known now, so the widget can begin.
document.body.append(
  el("script", { src: "/widget.js", "data-site": "demo", "data-write-key": "demo", "data-locale": lang }),
);
