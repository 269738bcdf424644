import { hashToken, newToken, uuidv7 } from "../../server/src/platform/ids.ts";
import type { Bench } from "./house.ts";

/** Calls the API as an agent who is signed in; anything but 2xx is an error. Answers the body and how long it took. */
export type Call = (
  method: "GET" | "POST" | "DELETE",
  path: string,
  body?: object,
) => Promise<{ body: never; ms: number }>;

/** An agent with an open session on the served product. */
export async function agentOn({ pool }: Bench, url: string): Promise<Call> {
  const now = new Date();
  const [id, token] = [uuidv7(now), newToken()];
  await pool.query(
    `insert into staff.member (id, name, email, languages, locale, role, created_at)
     values ($1, 'Bench', $2, '{en}', 'en', 'agent', $3)`,
    [id, `bench-${id}@staff.example`, now],
  );
  await pool.query(
    `insert into staff.session (token_hash, id, member_id, user_agent, ip, created_at, last_seen_at)
     values ($1, $2, $2, 'bench', '', $3, $3)`,
    [hashToken(token), id, now],
  );
  const cookie = { cookie: `splot_session=${token}`, "sec-fetch-site": "same-origin" };
  return async (method, path, body) => {
    const sent = method === "POST" ? { body: JSON.stringify(body ?? {}) } : {};
    const headers = { ...cookie, ...(method === "POST" ? { "content-type": "application/json" } : {}) };
    const start = performance.now();
    const answer = await fetch(`${url}/api${path}`, { method, headers, ...sent });
    const text = await answer.text();
    const ms = performance.now() - start;
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
    return { body: JSON.parse(text) as never, ms };
  };
}
