import { z } from "zod";
import type { Call } from "../../../../contract/http.ts";
import { pathParams } from "../../../../contract/http.ts";
import { commonRefusals, type RefusalCode, refusals } from "../../../../contract/refusals.ts";

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (type: z.ZodType, io: "input" | "output"): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(type, { io, unrepresentable: "any", target: "draft-2020-12" });
  return schema;
};

/** Each status with the codes that come with it. */
function problems(codes: readonly RefusalCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => refusals[code][0]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list.map((code) => `\`${code}\`: ${refusals[code][1]}`).join("\n\n"),
        content: {
          "application/problem+json": {
            schema: { allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code: { enum: list } } }] },
          },
        },
      },
    ]),
  );
}

function success(call: Call): Json {
  const description = call.summary;
  if (call.body === "download")
    return {
      "200": { description, content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } } },
    };
  return { "200": { description, content: { "application/json": { schema: schemaOf(call.output, "output") } } } };
}

function operation(call: Call): Json {
  const input = schemaOf(call.input, "input") as { properties?: Record<string, Json>; required?: string[] };
  const properties = input.properties ?? {};
  const required = new Set(input.required ?? []);
  const inPath = new Set(pathParams(call.path));
  const inQuery = call.method === "GET" || call.method === "DELETE";
  const rest = Object.keys(properties).filter((name) => !inPath.has(name));
  const parameters = [
    ...[...inPath].map((name) => ({ name, in: "path", required: true, schema: properties[name] })),
    ...(inQuery
      ? rest.map((name) => ({ name, in: "query", required: required.has(name), schema: properties[name] }))
      : []),
    ...(call.method === "GET"
      ? []
      : [
          {
            name: "Idempotency-Key",
            in: "header",
            required: false,
            schema: { type: "string", minLength: 8, maxLength: 200 },
          },
        ]),
  ];
  const body: Json | undefined =
    call.body === "upload"
      ? {
          "multipart/form-data": {
            schema: {
              type: "object",
              properties: { file: { type: "array", items: { type: "string", format: "binary" } } },
            },
          },
        }
      : !inQuery && rest.length > 0
        ? {
            "application/json": {
              schema: {
                type: "object",
                properties: Object.fromEntries(rest.map((name) => [name, properties[name]])),
                required: rest.filter((name) => required.has(name)),
              },
            },
          }
        : undefined;
  return {
    operationId: call.id,
    tags: [call.id.split(".")[0]],
    summary: call.summary,
    security:
      call.access.kind === "public"
        ? []
        : call.access.kind === "device"
          ? [{ device: [] }]
          : [{ token: [] }, { session: [] }],
    "x-access": call.access.kind === "staff" ? call.access.permission : call.access.kind,
    parameters,
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: { ...success(call), ...problems([...new Set([...call.refusals, ...commonRefusals])]) },
  };
}

/** The OpenAPI 3.1 document of these calls. */
export function openApi(calls: readonly Call[], server: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const call of calls) {
    const path = call.path.replace(/:([A-Za-z]+)/g, "{$1}");
    paths[path] = { ...paths[path], [call.method.toLowerCase()]: operation(call) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Splot", version: "0.1.0", description: "One customer, one thread, one price, whichever channel." },
    servers: [{ url: `${server}/api` }],
    paths,
    components: {
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "splot_session" },
        token: { type: "http", scheme: "bearer", description: "An API token" },
        device: { type: "http", scheme: "bearer", description: "The token of a customer's device" },
      },
      schemas: {
        Problem: {
          type: "object",
          description: "RFC 9457",
          required: ["type", "title", "status", "code", "instance"],
          properties: {
            type: { type: "string" },
            title: { type: "string" },
            status: { type: "integer" },
            code: { type: "string", description: "Stable; branch on this" },
            instance: { type: "string", description: "The request, as our logs know it" },
          },
        },
      },
    },
  };
}
