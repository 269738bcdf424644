import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { channelIcon, Icon } from "../shared/icons.tsx";
import { useSurroundings } from "../shared/surroundings.ts";
import { dayOf } from "../shared/time.ts";
import { Bubble } from "./Bubble.tsx";
import type { Conversation } from "./conversation.ts";
import type { Line } from "./lines.ts";
import { strand } from "./strand.ts";

interface LogProps {
  readonly chat: Conversation;
  readonly lines: readonly Line[];
  /** What stands above the first message. */
  readonly children: ComponentChildren;
  readonly typing: string | null;
}

const step = 60;
const near = 80;

const toEnd = (log: HTMLElement | null) => {
  if (log !== null) log.scrollTop = log.scrollHeight;
};

/** The messages. It stays at the newest unless the reader went up, and draws the last sixty until asked for more. */
export function Log({ chat, lines, children, typing }: LogProps) {
  const { t, locale, clock, config } = useSurroundings();
  const [count, setCount] = useState(step);
  const [newBelow, setNewBelow] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const sticks = useRef(true);
  const heightBefore = useRef<number | null>(null);
  const shown = lines.slice(-count);
  const last = lines.at(-1);
  const newestMine = [...lines]
    .reverse()
    .find((line) => line.kind === "said" && line.from === "me" && line.failed === null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when lines were added, at either end, not when one changed.
  useLayoutEffect(() => {
    const log = box.current;
    if (log === null) return;
    if (heightBefore.current !== null) {
      log.scrollTop += log.scrollHeight - heightBefore.current;
      heightBefore.current = null;
    } else if (sticks.current || (last?.kind === "said" && last.from === "me")) toEnd(log);
    else if (last?.kind === "said") setNewBelow(true);
  }, [last?.key, lines.length, count]);

  useLayoutEffect(() => {
    if (sticks.current) toEnd(box.current);
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new newest message is to be seen.
  useEffect(() => {
    const see = () => {
      if (document.visibilityState === "visible" && sticks.current) chat.see();
    };
    see();
    document.addEventListener("visibilitychange", see);
    // Pictures and the composer change the room there is; who was at the newest message stays there.
    const sizes = new ResizeObserver(() => sticks.current && toEnd(box.current));
    if (box.current !== null) for (const one of [box.current, ...box.current.children]) sizes.observe(one);
    return () => {
      document.removeEventListener("visibilitychange", see);
      sizes.disconnect();
    };
  }, [chat, last?.key]);

  const onScroll = () => {
    const log = box.current;
    if (log === null) return;
    sticks.current = log.scrollHeight - log.scrollTop - log.clientHeight < near;
    if (!sticks.current) return;
    setNewBelow(false);
    chat.see();
  };

  return (
    <div class="log-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by key. */}
      <div class="log" role="log" aria-live="polite" aria-label={t("log")} tabIndex={0} ref={box} onScroll={onScroll}>
        <div>
          {shown.length < lines.length ? (
            <button
              type="button"
              class="earlier link"
              onClick={() => {
                heightBefore.current = box.current?.scrollHeight ?? null;
                setCount(count + step);
              }}
            >
              {t("earlier")}
            </button>
          ) : (
            children
          )}
          {shown.map((line, index) => {
            if (line.kind === "day")
              return (
                <p class="day" style={strand(line.channel)} key={line.key}>
                  {dayOf(line.at, clock.now(), locale)}
                </p>
              );
            if (line.kind === "channel")
              return (
                <p class="channel" style={strand(line.channel, line.before)} key={line.key}>
                  <Icon name={channelIcon(line.channel)} />
                  {t(channelIcon(line.channel))}
                </p>
              );
            const next = shown[index + 1];
            const ends = !(next?.kind === "said" && next.continues);
            return <Bubble key={line.key} chat={chat} said={line} ends={ends} newest={line === newestMine} />;
          })}
          <div class="typing">
            {typing !== null && (
              <>
                <i aria-hidden="true" />
                {t("typing", { name: typing || config.company })}
              </>
            )}
          </div>
        </div>
      </div>
      {newBelow && (
        <button
          type="button"
          class="below"
          onClick={() => {
            toEnd(box.current);
            setNewBelow(false);
          }}
        >
          <Icon name="down" />
          {t("newBelow")}
        </button>
      )}
    </div>
  );
}
