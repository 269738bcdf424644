import { readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { found } from "../platform/errors.ts";
import type { House, Room } from "../platform/house.ts";
import { DemoMailbox } from "./mailbox.ts";

const file = (name: string): string => readFileSync(new URL(`pages/${name}`, import.meta.url), "utf8");
const types: Readonly<Record<string, string>> = { html: "text/html", css: "text/css", js: "text/javascript" };
const pages: Readonly<Record<string, string>> = {
  "/demo": "shop.html",
  "/demo/mailbox": "mailbox.html",
  "/demo/shop.js": "shop.js",
  "/demo/mailbox.js": "mailbox.js",
  "/demo/demo.css": "demo.css",
};

const Letter = z.object({
  from: z.email(),
  to: z.string().max(320),
  subject: z.string().max(300),
  text: z.string().max(50_000),
  answers: z.number().int().optional(),
});

const mailbox = new DemoMailbox();

/** The demo company's shop page with the widget and the form, and the mailbox of its customers. Never part of a real start. */
export const demo: Room = {
  name: "demo",
  routes: [],
  services: [
    {
      name: "demo-mailbox",
      role: "web",
      start: async (house: House) => {
        if (house.settings.MAIL_URL) return { stop: async () => {} };
        const box = await mailbox.open();
        house.mail.use(box.url);
        return { stop: box.close };
      },
    },
  ],
  protocol: (app: FastifyInstance, house: House) => {
    for (const [path, name] of Object.entries(pages))
      app.get(path, async (_request, reply) =>
        reply
          .type(`${types[name.split(".")[1] ?? ""]}; charset=utf-8`)
          .header("cache-control", "no-cache")
          .send(file(name)),
      );
    app.get<{ Querystring: { to?: string } }>("/demo/mails", async (request) => ({
      items: mailbox.list(request.query.to || undefined),
    }));
    app.post("/demo/mails", async (request) => {
      const letter = Letter.parse(request.body);
      const answers = letter.answers === undefined ? undefined : found(mailbox.find(letter.answers));
      const { answers: _, ...mail } = letter;
      await mailbox.write(house, answers ? { ...mail, answers } : mail);
      return {};
    });
  },
};
