import { Validator } from "@seriousme/openapi-schema-validator";
import { expect, test } from "vitest";
import { z } from "zod";
import { allCalls } from "../../../../contract/all.ts";
import { pathParams } from "../../../../contract/http.ts";
import { commonRefusals, refusals } from "../../../../contract/refusals.ts";
import { makeWorld } from "../../../test/world.ts";
import { openApi } from "./openapi.ts";

interface Operation {
  readonly operationId: string;
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: unknown }[];
  readonly requestBody?: { content: Record<string, { schema: { properties: Record<string, unknown> } }> };
  readonly responses: Record<
    string,
    {
      description: string;
      content: Record<string, { schema: { allOf?: [unknown, { properties: { code: { enum: string[] } } }] } }>;
    }
  >;
}

const document = JSON.parse(JSON.stringify(openApi(allCalls, "https://desk.example")));
const operations = new Map<string, { path: string; method: string; op: Operation }>();
for (const [path, methods] of Object.entries(document.paths as Record<string, Record<string, Operation>>))
  for (const [method, op] of Object.entries(methods)) operations.set(op.operationId, { path, method, op });

test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(validator.version).toBe("3.1");
});

test("it has every call of the contract, once, at its address", () => {
  expect([...operations.keys()].sort()).toEqual(allCalls.map((call) => call.id as string).sort());
  for (const call of allCalls) {
    const { path, method } = operations.get(call.id)!;
    expect(`${method} ${path}`).toBe(`${call.method.toLowerCase()} ${call.path.replace(/:(\w+)/g, "{$1}")}`);
  }
});

test.each(allCalls.map((call) => [call.id, call] as const))(
  "%s: every field has a place and every refusal is told",
  (id, call) => {
    const { path, op } = operations.get(id)!;
    const inPath = op.parameters.filter((parameter) => parameter.in === "path").map((parameter) => parameter.name);
    expect(inPath).toEqual(pathParams(call.path));
    expect([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])).toEqual(inPath);

    const fields = op.parameters.filter((parameter) => parameter.in !== "header").map((parameter) => parameter.name);
    const body = Object.values(op.requestBody?.content ?? {})[0]?.schema.properties ?? {};
    const placed = [...fields, ...(call.body === "upload" ? [] : Object.keys(body))];
    expect(placed.sort()).toEqual(Object.keys(call.input.shape).sort());

    for (const code of [...call.refusals, ...commonRefusals]) {
      const told = op.responses[String(refusals[code][0])];
      expect(told?.content["application/problem+json"]?.schema.allOf?.[1].properties.code.enum).toContain(code);
      expect(told?.description).toContain(refusals[code][1]);
    }
  },
);

test("every schema is one that a reader of JSON Schema understands", () => {
  let read = 0;
  for (const { op } of operations.values()) {
    const contents = [op.requestBody?.content ?? {}, op.responses["200"]?.content ?? {}];
    const schemas = contents.flatMap((content) => Object.values(content).map((one) => one.schema));
    for (const schema of [...schemas, ...op.parameters.map((parameter) => parameter.schema)]) {
      z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
      read++;
    }
  }
  expect(read).toBeGreaterThan(allCalls.length);
});

test("every reference leads somewhere", () => {
  const found: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("$ref" in value && typeof value.$ref === "string") found.push(value.$ref);
    for (const inner of Object.values(value)) look(inner);
  };
  look(document);
  expect(found.length).toBeGreaterThan(0);
  for (const reference of new Set(found)) {
    expect(reference).toMatch(/^#\//);
    const target = reference
      .slice(2)
      .split("/")
      .reduce((at, key) => at?.[key.replaceAll("~1", "/").replaceAll("~0", "~")], document);
    expect(target, reference).toBeTypeOf("object");
  }
});

test("the server hands out the document of what it serves, and a page for people", async () => {
  const world = await makeWorld();
  const served = await (await fetch(`${world.url}/api/openapi.json`)).json();
  const calls = world.house.rooms.flatMap((room) => room.routes.map((route) => route.call));
  expect(served).toEqual(JSON.parse(JSON.stringify(openApi(calls, world.house.settings.PUBLIC_URL))));
  const page = await fetch(`${world.url}/api/docs`);
  expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const text = await page.text();
  for (const call of calls) expect(text).toContain(`<section id="${call.id}">`);
  for (const code of Object.keys(refusals)) expect(text).toContain(`<dt id="${code}">`);
  expect(text).not.toContain("[object Object]");
});
