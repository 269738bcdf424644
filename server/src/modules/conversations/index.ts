import "./events.ts";
import type { Room } from "../../platform/room.ts";
import { replyReport } from "./messages/delivery.ts";
import { routes } from "./routes.ts";
import { typing } from "./typing.ts";

export { type Contact, type Received, receive } from "./messages/receive.ts";

export const conversations: Room = {
  name: "conversations",
  routes,
  mailReports: [replyReport],
  topics: { inbox: "conversations.read", matter: "conversations.read" },
  typing,
};
