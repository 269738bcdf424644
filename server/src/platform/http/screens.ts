import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Refusal } from "../errors.ts";
import type { House } from "../house.ts";
import { sendProblem } from "./problem.ts";

const dist = fileURLToPath(new URL("../../../../dist/", import.meta.url));

/** The built screens: the desk at `/`, the widget's script at `/widget.js` for pages of other sites. */
export async function addScreens(app: FastifyInstance, house: House): Promise<void> {
  if (!existsSync(`${dist}desk/index.html`)) {
    house.log.warn("the screens are not built; only the API is served");
    app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Refusal("not_found")));
    return;
  }
  await app.register(fastifyStatic, {
    root: `${dist}desk/`,
    prefix: "/",
    wildcard: false,
    setHeaders: (reply, path) => {
      reply.header("cache-control", /\/assets\//.test(path) ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  if (existsSync(`${dist}widget/`))
    await app.register(fastifyStatic, {
      root: `${dist}widget/`,
      prefix: "/",
      decorateReply: false,
      wildcard: false,
      setHeaders: (reply) => {
        reply.header("access-control-allow-origin", "*");
        reply.header("cross-origin-resource-policy", "cross-origin");
        reply.header("cache-control", "public, max-age=300");
      },
    });
  // Every address of the desk is the same page; its router does the rest. Unknown calls stay an error.
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === "GET" &&
      !/^\/(api|v1|health|metrics)(\/|$|\?)/.test(request.url) &&
      (request.headers.accept ?? "").includes("text/html");
    return page
      ? reply.header("cache-control", "no-cache").sendFile("index.html", `${dist}desk/`)
      : sendProblem(reply, new Refusal("not_found"));
  });
}
