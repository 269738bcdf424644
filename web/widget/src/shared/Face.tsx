import { useState } from "preact/hooks";
import { useSurroundings } from "./surroundings.ts";

/** First letters of the first and the last name. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

/** A person by photo, or by initials when there is none or it cannot be had. The name stands beside it. */
export function Face({ name, photo }: { name: string; photo: string | null }) {
  const { api } = useSurroundings();
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <span class="face" aria-hidden="true">
      {photo !== null && photo !== broken ? (
        <img src={new URL(photo, api.origin).href} alt="" onError={() => setBroken(photo)} />
      ) : (
        initialsOf(name)
      )}
    </span>
  );
}
