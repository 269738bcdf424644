import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The JSON that was sent, or null. */
  readonly body: unknown;
}
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Break the connection instead of answering. */
  readonly cut?: true;
}

/** A real HTTP server on a free port that answers as the test says and remembers what it was asked. */
export class OtherSide implements AsyncDisposable {
  readonly asked: Asked[] = [];
  readonly server: Server;
  #waiting: { count: number; done: () => void }[] = [];

  private constructor(server: Server) {
    this.server = server;
  }

  static async open(answer: (asked: Asked) => Answer | Promise<Answer>): Promise<OtherSide> {
    const server = createServer();
    const side = new OtherSide(server);
    server.on("request", async (request, response) => {
      let text = "";
      for await (const chunk of request) text += chunk;
      const asked: Asked = {
        method: request.method ?? "",
        path: request.url ?? "",
        headers: request.headers,
        body: text === "" ? null : JSON.parse(text),
      };
      side.asked.push(asked);
      const { status = 200, headers = {}, body = {}, cut } = await answer(asked);
      if (cut) request.socket.destroy();
      else response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
      side.#waiting = side.#waiting.filter(({ count, done }) => side.asked.length < count || void done());
    });
    // Sockets are not to be had here.
    server.on("upgrade", (_, socket) => socket.destroy());
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return side;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The JSON of the request with this number, as the test expects it to be shaped. */
  body<T>(index: number): T {
    return this.asked[index]?.body as T;
  }

  /** Resolves when so many requests have been answered since the beginning. */
  async heard(count: number): Promise<void> {
    if (this.asked.length < count) await new Promise<void>((done) => this.#waiting.push({ count, done }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

/** Wait until it is true, looking again each time something was asked, answered or computed. */
export async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 5_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`never came true: ${isTrue.toString()}`);
    await new Promise((done) => setImmediate(done));
  }
}
