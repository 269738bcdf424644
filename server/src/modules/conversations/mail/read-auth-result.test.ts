import { expect, test } from "vitest";
import { readAuthResult } from "./read-auth-result.ts";

test("the verdicts of a server are read", () => {
  const value =
    "mx.example.pl 1; dkim=fail header.d=x.pl; dkim=pass (2048-bit; ok) header.d=y.pl; spf=softfail smtp.mailfrom=y.pl; dmarc=pass (p=REJECT) header.from=Y.pl";
  expect(readAuthResult(value)).toEqual({
    server: "mx.example.pl",
    dkim: "pass",
    spf: "softfail",
    dmarc: "pass",
    fromDomain: "y.pl",
  });
});

test("a comment cannot speak for the server", () => {
  expect(readAuthResult("mx.example.pl (; dmarc=pass header.from=x.pl); dmarc=fail header.from=x.pl").dmarc).toBe(
    "fail",
  );
  expect(readAuthResult("mx.example.pl; none")).toEqual({
    server: "mx.example.pl",
    dkim: null,
    spf: null,
    dmarc: null,
    fromDomain: null,
  });
});
