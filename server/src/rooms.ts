import { conversations } from "./modules/conversations/index.ts";
import { customers } from "./modules/customers/index.ts";
import { staff } from "./modules/staff/index.ts";
import type { Room } from "./platform/house.ts";

/** The rooms of the house in stair order (`tools/modules.mjs`). */
export const rooms: readonly Room[] = [staff, customers, conversations];
