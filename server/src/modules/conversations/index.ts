import "./events.ts";
import type { Room } from "../../platform/house.ts";
import { smtpService } from "./channels/smtp-service.ts";
import { sweepMail } from "./channels/sweep-mail.ts";
import { takeInMail } from "./channels/take-in-mail.ts";
import { chatRoutes } from "./chat/routes.ts";
import "./matters/part-threads.ts";
import { contribution } from "./contribution.ts";
import { stopParsing } from "./mail/parse-mail.ts";
import { replyReport } from "./messages/delivery.ts";
import { routes } from "./routes.ts";
import { typing } from "./typing.ts";

export const conversations: Room = {
  name: "conversations",
  routes: [...routes, ...chatRoutes],
  contribution,
  tasks: [takeInMail, sweepMail],
  mailReports: [replyReport],
  services: [smtpService, { name: "mail parser", role: "worker", start: async () => ({ stop: stopParsing }) }],
  topics: { inbox: "conversations.read", matter: "conversations.read" },
  typing,
};
