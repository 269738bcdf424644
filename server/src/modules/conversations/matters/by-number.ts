import type { Matter } from "../../../../../contract/conversations.ts";
import type { Ctx } from "../../../platform/ctx.ts";
import { findByNumber } from "../find.ts";
import { toMatter } from "./to-matter.ts";

/** The matter of a short number; one that was joined or moved answers with the matter it is read as part of. */
export const byNumber = async (ctx: Ctx, input: { number: number }): Promise<Matter> =>
  toMatter(await findByNumber(ctx, input.number));
