/** A numbered stream of believable web events as JSON text: sessions of ten, one in five signed in, some by a known browser. */
export class Visitors {
  readonly #prefix: string;
  readonly #present: { id: string; user: string | null; left: number }[] = [];
  #made = 0;
  #events = 0;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  next(): string {
    const place = Math.floor(Math.random() * 50);
    let visitor = this.#present[place];
    if (!visitor || visitor.left-- <= 0) {
      const known = Math.random() < 0.3 ? Math.floor(Math.random() * this.#made) : this.#made++;
      const user = Math.random() < 0.2 ? `user-${this.#prefix}-${known}` : null;
      visitor = { id: `browser-${this.#prefix}-${known}`, user, left: 9 };
      this.#present[place] = visitor;
    }
    return this.#write(visitor.id, visitor.user, visitor.left);
  }

  #write(browser: string, user: string | null, left: number): string {
    const product = Math.floor(Math.random() * 5_000);
    const page = `{"path":"/p/${product}","referrer":"https://www.google.com/","search":"?utm_source=news","title":"Lampa stołowa Zorza ${product} · Domowa","url":"https://domowa.example/p/${product}?utm_source=news"}`;
    const now = new Date().toISOString();
    const what =
      left === 9 && user
        ? `"type":"identify","traits":{"name":"Ewa Żak ${browser}","email":"${user}@mail.example.com"}`
        : left % 3 === 0
          ? `"type":"track","event":"Product Added","properties":{"product_id":"${product}","price":129.9,"currency":"PLN","quantity":1}`
          : `"type":"page","name":"Product","properties":${page}`;
    return `{${what},"anonymousId":"${browser}"${user ? `,"userId":"${user}"` : ""},"messageId":"ajs-next-${this.#prefix}-${this.#events++}","timestamp":"${now}","context":{"page":${page},"userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36","locale":"pl-PL","timezone":"Europe/Warsaw","library":{"name":"analytics.js","version":"npm:next-1.84.3"}}}`;
  }
}
