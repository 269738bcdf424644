import { WebSocket } from "ws";
import type { Caller } from "./world-types.ts";

export interface LiveFrame {
  readonly t: string;
  readonly topics?: string[];
  readonly [field: string]: unknown;
}

export interface Live {
  readonly ws: WebSocket;
  readonly frames: LiveFrame[];
  send(frame: object | string | Buffer): void;
  /** The next frame of this kind that nobody has taken yet; fails when the socket closes first. */
  next(t: string): Promise<LiveFrame>;
  /** Resolves with the code when the socket is closed by whichever side. */
  readonly closed: Promise<number>;
  close(): Promise<number>;
}

/** A socket to a real server: `cookie` comes from a page of ours unless `origin` says otherwise, `bearer` as first frame. */
export function openLive(url: string, as: Caller | null, over: { origin?: string; path?: string } = {}): Live {
  const address = `${url.replace(/^http/, "ws")}${over.path ?? `/api/live${as?.bearer ? "?device" : ""}`}`;
  const headers = as?.cookie ? { cookie: as.cookie } : {};
  const ws = new WebSocket(address, { headers, origin: over.origin ?? url });
  const frames: LiveFrame[] = [];
  const taken = new Set<LiveFrame>();
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const check of waiting.splice(0)) check();
  };
  let ended = false;
  const closed = new Promise<number>((resolve) =>
    ws.on("close", (code) => {
      ended = true;
      wake();
      resolve(code);
    }),
  );
  ws.on("error", () => {});
  ws.on("message", (data) => {
    frames.push(JSON.parse(data.toString()));
    wake();
  });
  if (as?.bearer) ws.on("open", () => ws.send(JSON.stringify({ t: "auth", token: as.bearer })));
  const next = (t: string) =>
    new Promise<LiveFrame>((resolve, reject) => {
      const check = () => {
        const found = frames.find((frame) => frame.t === t && !taken.has(frame));
        if (found) {
          taken.add(found);
          resolve(found);
        } else if (ended) reject(new Error(`closed before ${t}; got ${JSON.stringify(frames)}`));
        else waiting.push(check);
      };
      check();
    });
  return {
    ws,
    frames,
    send: (frame) => ws.send(typeof frame === "string" || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)),
    next,
    closed,
    close: () => {
      ws.close();
      return closed;
    },
  };
}
