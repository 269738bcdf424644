import { IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";

interface Props {
  readonly title: string;
  readonly action?: ReactNode;
  /** Shown as its title only, until it is opened. */
  readonly folded?: boolean;
  readonly children: ReactNode;
}

/** A titled part of the customer's side; `action` sits at the end of the title's line. */
export function Section({ title, action, folded = false, children }: Props) {
  const id = useId();
  if (folded)
    return (
      <details className="section">
        <summary>
          <h2>{title}</h2>
          <IconChevronRight size={14} aria-hidden />
        </summary>
        {children}
      </details>
    );
  return (
    <section className="section" aria-labelledby={id}>
      <header className="section-head">
        <h2 id={id}>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}
