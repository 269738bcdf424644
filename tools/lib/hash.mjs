import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run.mjs";

/** The text of a small file of the clone, empty when it is missing. */
export function textOf(path) {
  try {
    return readFileSync(join(root, path), "utf8");
  } catch {
    return "";
  }
}

/** The sha256 of a file of the clone, in hex. */
export const hashOf = (path) => createHash("sha256").update(textOf(path)).digest("hex");
