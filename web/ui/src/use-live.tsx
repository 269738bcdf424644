import { createContext, type ReactNode, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Live, type Typist } from "./live.ts";

const TYPING_LASTS = 5000;
const SAY_TYPING_EACH = 2500;

/** What screens share of the one socket: who watches what, whether the line stands, who is writing. */
class LiveRoom {
  readonly #listeners = new Set<() => void>();
  readonly #watched = new Map<string, number>();
  readonly #typists = new Map<string, readonly Typist[]>();
  #live: Live | null = null;
  #connected = true;

  attach(live: Live | null): void {
    this.#live = live;
    this.#name();
  }
  setConnected(connected: boolean): void {
    this.#connected = connected;
    this.#tell();
  }
  connected = (): boolean => this.#connected;
  typists = (topic: string): readonly Typist[] => this.#typists.get(topic) ?? NOBODY;

  watch(topics: readonly string[]): () => void {
    for (const topic of topics) this.#watched.set(topic, (this.#watched.get(topic) ?? 0) + 1);
    this.#name();
    return () => {
      for (const topic of topics) {
        const left = (this.#watched.get(topic) ?? 1) - 1;
        if (left > 0) this.#watched.set(topic, left);
        else this.#watched.delete(topic);
      }
      this.#name();
    };
  }

  heardTyping(topic: string, who: Typist): void {
    const others = this.typists(topic).filter((other) => other.name !== who.name || other.kind !== who.kind);
    this.#typists.set(topic, [...others, who]);
    this.#tell();
    setTimeout(() => {
      this.#typists.set(
        topic,
        this.typists(topic).filter((other) => other !== who),
      );
      this.#tell();
    }, TYPING_LASTS);
  }

  /** Something new came under a topic: whoever was writing there has sent it. */
  heardNews(topics: readonly string[]): void {
    for (const topic of topics) this.#typists.delete(topic);
    this.#tell();
  }

  sayTyping(topic: string, customerId: string): void {
    this.#live?.typing(topic, customerId);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #name(): void {
    this.#live?.watch([...this.#watched.keys()].sort());
  }
  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

const NOBODY: readonly Typist[] = [];
const Room = createContext<LiveRoom>(new LiveRoom());

interface LiveProviderProps {
  readonly onHint: (topics: readonly string[]) => void;
  readonly onOpen: (first: boolean) => void;
  readonly children: ReactNode;
}

/** Keeps the one socket of this tab while it is mounted. */
export function LiveProvider({ onHint, onOpen, children }: LiveProviderProps) {
  const [room] = useState(() => new LiveRoom());
  const handlers = useRef({ onHint, onOpen });
  useEffect(() => {
    handlers.current = { onHint, onOpen };
  });
  useEffect(() => {
    const live = new Live({
      url: `${location.origin.replace(/^http/, "ws")}/api/live`,
      onHint: (topics) => {
        room.heardNews(topics);
        handlers.current.onHint(topics);
      },
      onOpen: (first) => handlers.current.onOpen(first),
      onTyping: (topic, who) => room.heardTyping(topic, who),
      onState: (connected) => room.setConnected(connected),
    });
    room.attach(live);
    const looked = () => document.visibilityState === "visible" && live.wake();
    const online = () => live.renew();
    const offline = () => room.setConnected(false);
    window.addEventListener("online", online);
    window.addEventListener("offline", offline);
    document.addEventListener("visibilitychange", looked);
    return () => {
      window.removeEventListener("online", online);
      window.removeEventListener("offline", offline);
      document.removeEventListener("visibilitychange", looked);
      room.attach(null);
      live.close();
    };
  }, [room]);
  return <Room.Provider value={room}>{children}</Room.Provider>;
}

/** Name what this component shows, e.g. "matter:<id>", so that hints about it come. */
export function useTopics(...topics: readonly string[]): void {
  const room = useContext(Room);
  const named = topics.join(" ");
  useEffect(() => room.watch(named.split(" ").filter(Boolean)), [room, named]);
}

/** Whether the line to the server stands. */
export function useConnected(): boolean {
  const room = useContext(Room);
  return useSyncExternalStore(room.subscribe, room.connected);
}

/** Who is writing under a topic now. */
export function useTypists(topic: string): readonly Typist[] {
  const room = useContext(Room);
  return useSyncExternalStore(room.subscribe, () => room.typists(topic));
}

/** Says, at most every few seconds, that the person is writing under a topic. */
export function useSayTyping(topic: string, customerId: string): () => void {
  const room = useContext(Room);
  const last = useRef(0);
  return () => {
    const now = Date.now();
    if (now - last.current < SAY_TYPING_EACH) return;
    last.current = now;
    room.sayTyping(topic, customerId);
  };
}
