import { linkParts } from "./link-parts.ts";

/** Plain text with its web addresses as links; nothing else in it is more than text. */
export function Linked({ text, className }: { text: string; className?: string }) {
  let place = 0;
  return (
    <p className={className}>
      {linkParts(text).map((part) => {
        const key = place;
        place += part.text.length;
        return part.href === null ? (
          part.text
        ) : (
          <a key={key} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        );
      })}
    </p>
  );
}
