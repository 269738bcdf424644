import type { Locale } from "../../../../../contract/http.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { goldenOf } from "./golden-of.ts";
import { leavesOf } from "./leaves-of.ts";

/** The language in which the person last wrote or chose to be written to; null when nobody knows. */
export const localeOf = async (ctx: Ctx, anyLeafId: string): Promise<Locale | null> =>
  (await goldenOf(ctx, await leavesOf(ctx, anyLeafId))).locale;
