import { isUtf8 } from "node:buffer";
import { Transform } from "node:stream";
import { decoderFor } from "./repair-header.ts";

/** The name under which a part is decoded of which the charset is a guess. */
export const GUESSED = "x-guessed";

/** The parser's inside: how it makes a node of the tree, and decodes the text of one. Not part of its declared surface. */
interface Inside {
  createNode(node: Node): object;
  decoder: { decodeStream(charset: string): Transform };
}
interface Node {
  root?: boolean;
  contentType?: string | false;
  charset?: string | false;
}

/**
 * Have a mailparser read text of which no charset is named, or ASCII that is none: as UTF-8 where it is that, else as the
 * HTML's own `meta` says, else as Central European text, which old senders here write.
 */
export function guessCharsets(parser: object): void {
  const inside = parser as Inside;
  const createNode = inside.createNode.bind(inside);
  const decodeStream = inside.decoder.decodeStream.bind(inside.decoder);
  inside.createNode = (node) => {
    const type = node.contentType || (node.root ? "text/plain" : "");
    const isOpen = !node.charset || /^(?:us-?)?ascii$/i.test(node.charset);
    if (isOpen && (type === "text/plain" || type === "text/html")) node.charset = GUESSED;
    return createNode(node);
  };
  inside.decoder = { decodeStream: (charset) => (charset === GUESSED ? new Guess() : decodeStream(charset)) };
}

/** Passes text on as UTF-8, when all of it is there. */
class Guess extends Transform {
  readonly #chunks: Buffer[] = [];

  override _transform(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  override _flush(done: () => void): void {
    this.push(guessed(Buffer.concat(this.#chunks)));
    done();
  }
}

/** The bytes as UTF-8. Some bytes that are wrong in text which is else UTF-8 do not make it another charset. */
export function guessed(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  const named = /<meta\b[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(bytes.toString("latin1", 0, 4_000))?.[1];
  const text = bytes.toString("utf8");
  const wrong = text.match(/\ufffd/g)?.length ?? 0;
  const right = text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  return named === undefined && right > wrong ? bytes : Buffer.from(decoderFor(named).decode(bytes));
}
