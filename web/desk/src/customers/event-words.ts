import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "../../../../contract/customers.ts";
import { useMembers, useTeams } from "../staff/use-people.ts";

type Entry = Pick<TimelineEntry, "name" | "data">;

/** What an entry of the timeline says: its title in the person's language, and what it was about. */
export function useEventWords(): (entry: Entry) => { title: string; detail: string | null } {
  const { t } = useTranslation();
  const members = useMembers();
  const teams = useTeams();
  return ({ name, data }) => {
    if (name === "matter.changed") {
      const to = textOf(data, "to");
      const whom = members.get(to ?? "")?.name ?? teams.find(({ id }) => id === to)?.name ?? "";
      const key = `${String(data.key)}${data.key === "state" ? `_${to ?? ""}` : to === undefined ? "_none" : ""}`;
      return {
        title: t(`event.changed.${key}`, { name: whom, defaultValue: t("event.matter_changed") }),
        detail: about(data),
      };
    }
    if (name === "customer.changed")
      return {
        title: t(`event.corrected.${String(data.key)}`, { defaultValue: t("event.customer_changed") }),
        detail: textOf(data, "to") ?? null,
      };
    const properties = isRecord(data.properties) ? data.properties : {};
    if (name === "page" || name === "screen")
      return { title: pageTitle(data, properties) ?? t(`event.${name}`), detail: null };
    if (name === "track") {
      const event = textOf(data, "event") ?? "";
      const key = event
        .trim()
        .toLowerCase()
        .replaceAll(/[\s.]+/g, "_");
      return { title: t(`track.${key}`, { defaultValue: event }), detail: about(properties) };
    }
    // An id of a browser or a device says nothing to a person.
    if (name.startsWith("identifier.") && (data.ns === "anonymous" || data.ns === "device"))
      return { title: t(`event.${data.ns}_seen`), detail: null };
    if (name === "message.received" && data.kind === "auto_reply")
      return { title: t("event.message_auto_reply"), detail: about(data) };
    const title = t(`event.${name.replaceAll(".", "_")}`, { defaultValue: readable(name) });
    return { title, detail: about(data) };
  };
}

/** What a page calls itself: its title, its name, or where it is. */
function pageTitle(data: Record<string, unknown>, properties: Record<string, unknown>): string | undefined {
  const context = isRecord(data.context) && isRecord(data.context.page) ? data.context.page : {};
  return (
    textOf(properties, "title") ??
    textOf(data, "name") ??
    textOf(context, "title") ??
    textOf(properties, "path") ??
    textOf(context, "path") ??
    textOf(properties, "url")
  );
}

const about = (data: Record<string, unknown>): string | null =>
  textOf(data, "preview") ??
  textOf(data, "subject") ??
  textOf(data, "name") ??
  textOf(data, "query") ??
  textOf(data, "value") ??
  null;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

const textOf = (data: Record<string, unknown>, key: string): string | undefined => {
  const value = data[key];
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
};

/** A name of the event log made readable where we have no words for it: "orders.basket_abandoned" → "basket abandoned". */
const readable = (name: string): string => (name.split(".").at(-1) ?? name).replaceAll("_", " ");
