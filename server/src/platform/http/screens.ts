import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Refusal } from "../errors.ts";
import type { House } from "../house.ts";
import { sendProblem } from "./problem.ts";

const dist = fileURLToPath(new URL("../../../../dist/", import.meta.url));
const NOT_PAGES = /^\/(api|v1|health|metrics|assets)(\/|$|\?)/;

/**
 * The built screens: the desk at `/`, the widget's script at `/widget.js` for pages of other sites. Files are looked up when
 * asked for, so that a new build is served without a new start.
 */
export async function addScreens(app: FastifyInstance, house: House): Promise<void> {
  if (!existsSync(`${dist}desk/index.html`)) {
    house.log.warn("the screens are not built; only the API is served");
    app.setNotFoundHandler((_request, reply) => sendProblem(reply, new Refusal("not_found")));
    return;
  }
  await app.register(fastifyStatic, { root: dist, serve: false, cacheControl: false, preCompressed: true });
  const quiet = { config: { rateLimit: false as const } };
  app.get<{ Params: { "*": string } }>("/assets/*", quiet, async (request, reply) =>
    reply
      .header("cache-control", "public, max-age=31536000, immutable")
      .sendFile(request.params["*"], `${dist}desk/assets/`),
  );
  app.get("/favicon.svg", quiet, async (_request, reply) =>
    reply.header("cache-control", "max-age=86400").sendFile("desk/favicon.svg"),
  );
  for (const name of ["widget.js", "widget.css"])
    app.get(`/${name}`, quiet, async (_request, reply) =>
      reply
        .header("access-control-allow-origin", "*")
        .header("cross-origin-resource-policy", "cross-origin")
        .header("cache-control", "public, max-age=300")
        .sendFile(`widget/${name}`),
    );
  // Every address of the desk is the same page; its router does the rest. Unknown calls stay an error.
  app.setNotFoundHandler((request, reply) => {
    const page =
      request.method === "GET" && !NOT_PAGES.test(request.url) && (request.headers.accept ?? "").includes("text/html");
    if (!page) return sendProblem(reply, new Refusal("not_found"));
    return reply.header("cache-control", "no-cache").sendFile("desk/index.html");
  });
}
