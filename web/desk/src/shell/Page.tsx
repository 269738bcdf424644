import "./page.css";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import { brand } from "../../../ui/src/theme.ts";

interface Props {
  readonly title: string;
  readonly hint?: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A page of one column: title, what it is for, what can be begun here. */
export function Page({ title, hint, action, children }: Props) {
  useDocumentTitle(`${title} · ${brand.product}`);
  return (
    <div className="page">
      <div className="page-inner">
        <header className="page-head">
          <div>
            <h1>{title}</h1>
            {hint !== undefined && <p>{hint}</p>}
          </div>
          {action}
        </header>
        {children}
      </div>
    </div>
  );
}
