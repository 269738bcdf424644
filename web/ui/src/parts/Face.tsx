import { Avatar } from "@mantine/core";
import { photoUrl } from "../api.ts";

interface FaceProps {
  readonly name: string | null;
  readonly photo?: string | null;
  readonly size?: number;
  /** Colleagues' initials are in the company's colour, customers' are plain. */
  readonly kind?: "member" | "customer";
}

/** A person's photo, or initials where there is none. The name is read out by the text beside it. */
export function Face({ name, photo = null, size = 28, kind = "customer" }: FaceProps) {
  return (
    <Avatar
      src={photoUrl(photo)}
      alt=""
      size={size}
      radius="xl"
      color={kind === "member" ? "company" : "gray"}
      aria-hidden
    >
      {initials(name)}
    </Avatar>
  );
}

/** "Anna Nowak" → "AN"; "" for nobody. */
export function initials(name: string | null): string {
  const words = (name ?? "").trim().split(/\s+/).filter(Boolean);
  const first = words.at(0)?.charAt(0) ?? "";
  const last = words.length > 1 ? (words.at(-1)?.charAt(0) ?? "") : "";
  return (first + last).toLocaleUpperCase();
}
