import type { ChatMessage, ChatThread } from "../../../contract/chat.ts";
import { type Answer, type Asked, OtherSide } from "./other-side.ts";

const id = (n: number) => `0199${String(n).padStart(4, "0")}-0000-7000-8000-000000000000`;

/** A message as the server shows it to a device. */
export const aMessage = (n: number, fields: Partial<ChatMessage> = {}): ChatMessage => ({
  id: id(n),
  at: new Date(Date.UTC(2026, 10, 22, 8, n)).toISOString(),
  from: "staff",
  channel: "chat",
  author: fields.from === "me" ? null : { name: "Anna", photo: null },
  text: `message ${n}`,
  attachments: [],
  state: "delivered",
  ...fields,
});

/** The other side of the chat, small: it keeps devices and messages, and carries out each `Idempotency-Key` once. */
export class Company implements AsyncDisposable {
  readonly side: OtherSide;
  readonly messages: ChatMessage[];
  readonly tokens: Set<string>;
  /** Answers in place of the next ones, in order: "ok" answers as usual, "lost" carries the call out and breaks the line. */
  readonly instead: (Answer | "lost" | "ok")[];

  private constructor(side: OtherSide, state: Pick<Company, "messages" | "tokens" | "instead">) {
    this.side = side;
    this.messages = state.messages;
    this.tokens = state.tokens;
    this.instead = state.instead;
  }

  static async open(): Promise<Company> {
    const state: Pick<Company, "messages" | "tokens" | "instead"> = { messages: [], tokens: new Set(), instead: [] };
    const done = new Map<string, unknown>();
    let count = 0;
    const thread = (): ChatThread => ({
      deviceId: id(0),
      company: "Domowa",
      face: null,
      staffed: true,
      name: null,
      proved: [],
      claimed: null,
      messages: [...state.messages],
    });
    const carryOut = ({ path, method, body }: Asked): unknown => {
      if (path === "/api/chat/devices") {
        count += 1;
        state.tokens.add(`token-${count}`);
        return { token: `token-${count}`, deviceId: id(0) };
      }
      if (path === "/api/chat/messages") {
        const { text } = body as { text: string };
        const said = aMessage(state.messages.length + 1, { from: "me", author: null, text });
        state.messages.push(said);
        return said;
      }
      if (path === "/api/chat/proofs") return { ...thread(), proved: [(body as { email: string }).email] };
      if (method === "DELETE") state.tokens.clear();
      return path === "/api/chat/thread" ? thread() : {};
    };
    const side = await OtherSide.open((asked) => {
      const instead = state.instead.shift();
      if (typeof instead === "object") return instead;
      const token = asked.headers.authorization?.replace("Bearer ", "");
      if (asked.path !== "/api/chat/devices" && !state.tokens.has(token ?? ""))
        return { status: 401, body: { code: "not_signed_in" } };
      const key = String(asked.headers["idempotency-key"] ?? "");
      const answer = done.get(key) ?? carryOut(asked);
      if (key !== "") done.set(key, answer);
      return instead === "lost" ? { cut: true } : { body: answer };
    });
    return new Company(side, state);
  }

  /** What customers said, in the order in which it arrived. */
  get said(): string[] {
    return this.messages.filter((message) => message.from === "me").map((message) => message.text);
  }

  /** How often this was asked for, e.g. `POST /api/chat/messages`. */
  count(call: string): number {
    return this.side.asked.filter((one) => `${one.method} ${one.path}` === call).length;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.side[Symbol.asyncDispose]();
  }
}
