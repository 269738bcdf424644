import type { AuthResult } from "./types.ts";

/** The verdicts of one Authentication-Results value (RFC 8601 §2.2); of several DKIM signatures a passing one counts. */
export function readAuthResult(value: string): AuthResult {
  const plain = value.slice(0, 8000).replace(/\([^()]*\)/g, " ");
  const [server = "", ...results] = plain.split(";");
  const verdict = (method: string) => {
    const found = results.flatMap(
      (r) => new RegExp(`^\\s*${method}\\s*=\\s*([a-z]+)`, "i").exec(r)?.[1]?.toLowerCase() ?? [],
    );
    return found.find((v) => v === "pass") ?? found[0] ?? null;
  };
  const dmarc = results.find((r) => /^\s*dmarc\s*=/i.test(r)) ?? "";
  return {
    server: server.trim().split(/\s+/)[0]?.toLowerCase() ?? "",
    dmarc: verdict("dmarc"),
    spf: verdict("spf"),
    dkim: verdict("dkim"),
    fromDomain: /header\.from\s*=\s*"?([^\s;"]+)/i.exec(dmarc)?.[1]?.toLowerCase() ?? null,
  };
}
