import type { Fields } from "./event.ts";

/** The parts of a browser that an event's context is made of. */
export interface Surroundings {
  readonly url: string;
  readonly title: string;
  readonly referrer: string;
  readonly language: string;
  readonly userAgent: string;
  readonly timeZone: string;
}

const version = "1.0.0";

/** The page as `context.page` and the properties of a page view have it. */
export function pageOf(now: Surroundings): Fields {
  const url = new URL(now.url);
  return {
    path: url.pathname,
    referrer: now.referrer,
    search: url.search,
    title: now.title,
    url: now.url.split("#")[0],
  };
}

/** `utm_source`, `utm_campaign` … of the address, named as the protocol names them, or nothing. */
function campaignOf(now: Surroundings): Fields {
  const campaign: Record<string, string> = {};
  for (const [key, value] of new URL(now.url).searchParams)
    if (key.startsWith("utm_")) campaign[key === "utm_campaign" ? "name" : key.slice(4)] = value;
  return Object.keys(campaign).length === 0 ? {} : { campaign };
}

/** The context of an event sent from here. */
export const contextOf = (now: Surroundings): Fields => ({
  page: pageOf(now),
  locale: now.language,
  timezone: now.timeZone,
  userAgent: now.userAgent,
  library: { name: "splot-widget", version },
  ...campaignOf(now),
});
