import { type StaffMakers, staffMakers } from "./makers/staff.ts";
import type { World } from "./world.ts";

/** Makers of what tests need, each through the product's own operations, each making its own parents. */
export type Makers = StaffMakers;
export type Bare = Omit<World, keyof Makers>;

export const makeMakers = (world: Bare): Makers => ({ ...staffMakers(world) });
