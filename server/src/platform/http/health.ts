import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { Refusal } from "../errors.ts";
import type { House } from "../house.ts";
import { hashToken, sameSecret } from "../ids.ts";
import { credentialsOf, isOfThisMachine } from "./credentials.ts";

/**
 * `/health/live`: the process answers. `/health/ready`: the database does too. `/metrics`: figures, to
 * whoever holds METRICS_TOKEN or, while that is unset, to this machine only.
 */
export function addHealth(app: FastifyInstance, house: House): void {
  app.get("/health/live", async () => ({ status: "live" }));
  app.get("/health/ready", async () => {
    try {
      await sql`select 1`.execute(house.db);
    } catch (error) {
      house.log.warn({ err: error }, "not ready");
      throw new Refusal("unavailable");
    }
    return { status: "ready" };
  });
  app.get("/metrics", async (request, reply) => {
    const { METRICS_TOKEN: token } = house.settings;
    const { bearer = "" } = credentialsOf(request, house.settings, true);
    const allowed = token === undefined ? isOfThisMachine(request) : sameSecret(hashToken(token), hashToken(bearer));
    if (!allowed) throw new Refusal("not_allowed");
    return reply.type(house.metrics.registry.contentType).send(await house.metrics.registry.metrics());
  });
}
