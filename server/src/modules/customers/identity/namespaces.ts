import { identifierNamespaces, type Namespace } from "../../../../../contract/customers.ts";

/** One name for one thing in the outside world by which a person may be known. */
export interface Identifier {
  readonly ns: Namespace;
  readonly value: string;
}

interface NamespaceRule {
  /** `strong` names a person once proved; `device` names a browser or telephone, which people pass on. */
  readonly strength: "strong" | "device";
  /** How many one person may gain within so many days; `null` days means ever. No limit where absent. */
  readonly limit?: { readonly count: number; readonly days: number | null };
  /**
   * What a disagreement does. `share`: the identifier belongs to several people and joins nobody. `switch`: only this
   * one link is set aside, since the identifier is certain and the device has passed to somebody else.
   */
  readonly onDisagreement: "share" | "switch";
}

/** What the rules know of each namespace; the contract's list is in order of priority, strongest first. */
export const namespaces: Readonly<Record<Namespace, NamespaceRule>> = {
  user: { strength: "strong", limit: { count: 1, days: null }, onDisagreement: "switch" },
  card: { strength: "strong", limit: { count: 5, days: 365 }, onDisagreement: "share" },
  email: { strength: "strong", limit: { count: 5, days: 365 }, onDisagreement: "share" },
  phone: { strength: "strong", limit: { count: 3, days: 365 }, onDisagreement: "share" },
  whatsapp: { strength: "strong", limit: { count: 2, days: null }, onDisagreement: "share" },
  telegram: { strength: "strong", limit: { count: 2, days: null }, onDisagreement: "share" },
  facebook: { strength: "strong", limit: { count: 2, days: null }, onDisagreement: "share" },
  instagram: { strength: "strong", limit: { count: 2, days: null }, onDisagreement: "share" },
  anonymous: { strength: "device", limit: { count: 5, days: 7 }, onDisagreement: "switch" },
  device: { strength: "device", onDisagreement: "switch" },
};

/** True where one person has one such identifier for ever, so that two different ones are two people. */
export const isUnique = (ns: Namespace): boolean => {
  const { limit } = namespaces[ns];
  return limit?.count === 1 && limit.days === null;
};

/** 0 is the strongest. Of identifiers that arrive together the weaker one yields. */
export const priority = (ns: Namespace): number => identifierNamespaces.indexOf(ns);

/** A text that is the same for the same identifier only, for maps and sets. */
export const identifierKey = ({ ns, value }: Identifier): string => `${ns}:${value}`;
