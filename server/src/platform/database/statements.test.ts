import fc from "fast-check";
import { expect, it } from "vitest";
import { splitStatements } from "./statements.ts";

const quoted = fc.constantFrom(
  "'a;b'",
  "'it''s; so'",
  "e'back\\'slash;'",
  '"a;""b"',
  "$$ begin; end; $$",
  "$body$ x; $$ y; $$ z; $body$",
  "/* a; /* nested; */ b; */",
  "-- a; b\n",
  "name$1",
  "$1",
  "'--'",
  "'/*'",
  "E'\\\\'",
);
const word = fc.constantFrom("select", "ł", "e", "x", "(1)", "+", "-", "/", "*", "\n", ",");
const statement = fc
  .array(fc.oneof(quoted, word), { minLength: 1, maxLength: 8 })
  .map((words) => `do ${words.join(" ")} x`);

it("cuts at the semicolons between statements and at no other", () => {
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      expect(splitStatements(statements.map((text) => `${text};`).join("\n"))).toEqual(statements);
    }),
    { numRuns: 500 },
  );
});

it("finds nothing more to cut in a statement, whatever the text", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."ae'\"$;-/*\\ \n1") }), (text) => {
      for (const statement of splitStatements(text)) {
        expect(text).toContain(statement);
        expect(splitStatements(statement)).toEqual([statement]);
      }
    }),
    { numRuns: 500 },
  );
});

it("drops what is only space or comment", () => {
  expect(splitStatements("-- note\n;;\n /* a */ ; select 1 -- last")).toEqual(["select 1 -- last"]);
});

it("takes the backslash as an escape only in e'…'", () => {
  expect(splitStatements("select 'a\\'; select name'b';")).toEqual(["select 'a\\'", "select name'b'"]);
});
