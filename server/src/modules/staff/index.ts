import type { Room } from "../../platform/room.ts";
import { authenticate } from "./authenticate.ts";
import { routes } from "./routes.ts";

export const staff: Room = { name: "staff", routes, authenticate };
