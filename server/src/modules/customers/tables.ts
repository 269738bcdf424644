import type { ColumnType, Generated, Selectable } from "kysely";
import type { Namespace } from "../../../../contract/customers.ts";
import type { Locale } from "../../../../contract/http.ts";
import type { Ctx } from "../../platform/ctx.ts";
import type { Way } from "./identity/facts.ts";

type Constant<T> = ColumnType<T, T, never>;

/**
 * `claimed` nobody proved it · `active` one person did · `shared` several did · `suspicious` so many did that nobody
 * believes it any more · `blocked` it names nobody.
 */
export type IdentifierStatus = "claimed" | "active" | "shared" | "suspicious" | "blocked";
export type TraitSource = "staff" | "proved" | "import" | "customer" | "event";
export type ReviewState = "open" | "joined" | "kept_apart";
export type TraitKey = "name" | "birth_date" | "locale";

type Tables = {
  "customers.leaf": {
    id: Constant<string>;
    canonical_id: string;
    known: boolean;
    origin: Constant<string>;
    created_at: Constant<Date>;
    last_seen_at: Date;
    version: Generated<number>;
  };
  "customers.identifier": {
    ns: Constant<Namespace>;
    value: Constant<string>;
    leaf_id: string | null;
    home_id: string | null;
    status: IdentifierStatus;
    first_seen_at: Constant<Date>;
    last_seen_at: Date;
  };
  "customers.link": {
    leaf_id: Constant<string>;
    ns: Constant<Namespace>;
    value: Constant<string>;
    how: Constant<Way>;
    first_seen_at: Constant<Date>;
    last_seen_at: Date;
  };
  "customers.edge": {
    id: Constant<string>;
    a_leaf: Constant<string>;
    b_leaf: Constant<string>;
    by_kind: Constant<"staff" | "rule">;
    reason: Constant<string>;
    ns: Constant<Namespace | null>;
    value: Constant<string | null>;
    rule_version: Constant<number>;
    actor: Constant<string>;
    at: Constant<Date>;
    undone_at: Date | null;
    undone_by: string | null;
  };
  "customers.apart": {
    id: Constant<string>;
    a_leaf: Constant<string>;
    b_leaf: Constant<string>;
    actor: Constant<string>;
    at: Constant<Date>;
    undone_at: Date | null;
    undone_by: string | null;
  };
  "customers.review": {
    id: Constant<string>;
    a_leaf: Constant<string>;
    b_leaf: Constant<string>;
    ns: Constant<Namespace>;
    value: Constant<string>;
    reason: string;
    state: Generated<ReviewState>;
    at: Constant<Date>;
    decided_at: Date | null;
    decided_by: string | null;
  };
  "customers.trait": {
    customer_id: Constant<string>;
    key: Constant<TraitKey>;
    source: Constant<TraitSource>;
    value: Constant<string>;
    actor: string;
    at: Date;
  };
  "customers.device": {
    id: Constant<string>;
    leaf_id: Constant<string>;
    token_hash: Constant<Buffer>;
    locale: Locale;
    site: Constant<string>;
    user_agent: Constant<string>;
    created_at: Constant<Date>;
    last_seen_at: Date;
    connected_at: Date | null;
  };
  "customers.device_proof": {
    device_id: Constant<string>;
    ns: Constant<Namespace>;
    value: Constant<string>;
    proved_at: Constant<Date>;
  };
  "customers.code": {
    device_id: Constant<string>;
    ns: Constant<Namespace>;
    value: Constant<string>;
    sent_at: Constant<Date>;
    code_hash: Constant<Buffer>;
    attempts: Generated<number>;
    expires_at: Date;
  };
  "customers.blocked_value": {
    id: Constant<string>;
    ns: Constant<Namespace | null>;
    kind: Constant<"exact" | "pattern">;
    value: Constant<string>;
  };
};

export type LeafRow = Selectable<Tables["customers.leaf"]>;
export type EdgeRow = Selectable<Tables["customers.edge"]>;
export type ReviewRow = Selectable<Tables["customers.review"]>;

/** This room's tables, and only these, on the current transaction. */
export const db = (ctx: Ctx) => ctx.tx.withTables<Tables>();
