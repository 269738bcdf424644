import type { FastifyInstance } from "fastify";
import type { Call } from "../../../../contract/http.ts";
import { refusals } from "../../../../contract/refusals.ts";
import type { House } from "../house.ts";
import { openApi } from "./openapi.ts";

const html = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.codePointAt(0)};`);

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  enum?: unknown[];
  format?: string;
}

/** A schema as people write shapes down: `{ name: string, at?: date-time | null }`. */
function shape(schema: Schema, depth = 0): string {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  if (schema.anyOf) return schema.anyOf.map((option) => shape(option, depth)).join(" | ");
  if (schema.items) return `${shape(schema.items, depth)}[]`;
  if (schema.properties) {
    const pad = "  ".repeat(depth + 1);
    const lines = Object.entries(schema.properties).map(
      ([name, value]) => `${pad}${name}${schema.required?.includes(name) ? "" : "?"}: ${shape(value, depth + 1)}`,
    );
    return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${"  ".repeat(depth)}}`;
  }
  return schema.format ?? schema.type ?? "any";
}

interface Operation {
  operationId: string;
  summary: string;
  "x-access": string;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

function section(method: string, path: string, op: Operation, call: Call): string {
  const body = Object.values(op.requestBody?.content ?? {})[0]?.schema;
  const answer = Object.values(op.responses["200"]?.content ?? {})[0]?.schema;
  const fields = op.parameters.map(
    (p) =>
      `<li><code>${html(p.name)}</code> in ${p.in}${p.required ? "" : ", optional"}: <code>${html(shape(p.schema))}</code></li>`,
  );
  const codes = call.refusals.map((code) => `<li><a href="#${code}"><code>${code}</code></a></li>`);
  return `<section id="${op.operationId}"><h3><b class="${method}">${method.toUpperCase()}</b> <code>/api${html(path)}</code></h3>
<p>${html(op.summary)}. <small>For: ${html(op["x-access"])}</small></p>
${fields.length > 0 ? `<ul>${fields.join("")}</ul>` : ""}
${body ? `<h4>Body</h4><pre>${html(shape(body))}</pre>` : ""}
${answer ? `<h4>Answer</h4><pre>${html(shape(answer))}</pre>` : ""}
${codes.length > 0 ? `<h4>May refuse</h4><ul class="codes">${codes.join("")}</ul>` : ""}</section>`;
}

const css = `body{font:15px/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:2rem 1rem;color:#1d2433;background:#fff}
pre{background:#f4f5f8;padding:.75rem 1rem;border-radius:8px;overflow:auto}section{border-top:1px solid #dfe3ea;padding:.5rem 0}
nav{columns:3 14rem}h3 b{font-size:.75em;padding:.15em .5em;border-radius:4px;background:#e6ecff}h3 b.post,h3 b.put,h3 b.patch{background:#e2f5e7}h3 b.delete{background:#fde8e8}
.codes{display:flex;flex-wrap:wrap;gap:.25rem 1rem;padding:0;list-style:none}@media(prefers-color-scheme:dark){body{background:#14171d;color:#dfe3ea}pre{background:#1d222b}a{color:#8fb4ff}h3 b{color:#14171d}}`;

/** The contract for people (`/api/docs`) and for programs (`/api/openapi.json`), both made from the calls that are served. */
export function addDocs(app: FastifyInstance, house: House): void {
  const calls = house.rooms.flatMap((room) => room.routes.map((route) => route.call));
  const document = openApi(calls, house.settings.PUBLIC_URL);
  const paths = document.paths as Record<string, Record<string, Operation>>;
  const byId = new Map(calls.map((call) => [call.id as string, call]));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, op]) => ({ path, method, op })),
  );
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Splot API</title><style>${css}</style>
<h1>Splot API</h1><p>Machine-readable: <a href="/api/openapi.json">/api/openapi.json</a>. Errors are problem documents (RFC 9457) with a stable <code>code</code>.
Send <code>Authorization: Bearer …</code>; every change takes an <code>Idempotency-Key</code>; lists are paged by <code>cursor</code>.</p>
<nav><ul>${operations.map(({ op }) => `<li><a href="#${op.operationId}">${op.operationId}</a></li>`).join("")}</ul></nav>
${operations.map(({ path, method, op }) => section(method, path, op, byId.get(op.operationId)!)).join("\n")}
<h2>Refusals</h2><dl>${Object.entries(refusals)
    .map(([code, [status, title]]) => `<dt id="${code}"><code>${code}</code> · ${status}</dt><dd>${html(title)}</dd>`)
    .join("")}</dl></html>`;
  app.get("/api/openapi.json", async (_request, reply) =>
    reply.header("access-control-allow-origin", "*").send(document),
  );
  app.get("/api/docs", async (_request, reply) => reply.type("text/html; charset=utf-8").send(page));
}
