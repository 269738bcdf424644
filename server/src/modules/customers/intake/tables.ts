import type { ColumnType, Generated, Selectable } from "kysely";
import type { Ctx } from "../../../platform/ctx.ts";
import type { Kind } from "./signal.ts";

type Constant<T> = ColumnType<T, T, never>;

type Tables = {
  "customers.source": {
    id: Constant<string>;
    name: string;
    write_key: Constant<string>;
    trusted: boolean;
    active: Generated<boolean>;
    created_at: Constant<Date>;
    last_event_at: Date | null;
  };
  "customers.rejected_event": {
    id: Constant<string>;
    at: Constant<Date>;
    source_id: Constant<string | null>;
    write_key: Constant<string>;
    reason: string;
    detail: string;
    event: ColumnType<unknown, string, never>;
    /** The kind of call that the path named. */
    kind: Constant<Kind | null>;
    bytes: Constant<number>;
  };
};

export type SourceRow = Selectable<Tables["customers.source"]>;

/** The intake's tables, and only these, on the current transaction. */
export const db = (ctx: Ctx) => ctx.tx.withTables<Tables>();
