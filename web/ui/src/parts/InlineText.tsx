import { TextInput, UnstyledButton } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";

interface Props {
  readonly value: string;
  readonly label: string;
  readonly maxLength: number;
  /** Absent where the person may only read. */
  readonly change: ((value: string) => void) | undefined;
  readonly children: ReactNode;
}

/** A text (no heading: put this into one) that a click makes a field: Enter or leaving keeps it, Escape leaves it as it was. */
export function InlineText({ value, label, maxLength, change, children }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  if (change === undefined) return children;
  if (draft === null)
    return (
      <UnstyledButton className="inline-text" title={label} onClick={() => setDraft(value)}>
        {children}
        <IconPencil size={13} aria-hidden className="inline-pencil" />
      </UnstyledButton>
    );
  const keep = () => {
    const next = draft.trim();
    setDraft(null);
    if (next !== "" && next !== value) change(next);
  };
  return (
    <TextInput
      autoFocus
      flex={1}
      size="xs"
      maxLength={maxLength}
      aria-label={label}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === "Enter") keep();
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setDraft(null);
      }}
    />
  );
}
