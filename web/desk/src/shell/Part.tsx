import { type ReactNode, useId } from "react";

interface Props {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** One part of a page: its title, what it is for, what can be begun in it. */
export function Part({ title, hint, action, children }: Props) {
  const id = useId();
  return (
    <section className="settings-part" aria-labelledby={id}>
      <header className="part-head">
        <div>
          <h2 id={id}>{title}</h2>
          {hint !== undefined && <p>{hint}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
