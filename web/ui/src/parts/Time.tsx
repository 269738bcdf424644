import { useTranslation } from "react-i18next";
import { exactly, said, saidFully } from "../times.ts";
import { useNow } from "./use-now.ts";

/** A moment as people say it, in the person's zone and language; exact on hover. `full` adds the hour to a day. */
export function Time({ at, full = false, className }: { at: string; full?: boolean; className?: string }) {
  const { i18n } = useTranslation();
  const now = useNow();
  const moment = new Date(at);
  return (
    <time dateTime={at} title={exactly(moment, i18n.language)} className={className}>
      {full ? saidFully(moment, now, i18n.language) : said(moment, now, i18n.language)}
    </time>
  );
}
