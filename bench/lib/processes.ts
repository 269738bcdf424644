import { readdir, readFile } from "node:fs/promises";

export interface Process {
  readonly pid: number;
  /** The script it runs, by its path in the clone. */
  readonly name: string;
  /** Resident memory in MB (2^20 bytes). */
  readonly rss: number;
}

/** A process and those it began, without the database's: whatever runs on a Node. */
export async function nodesFrom(pid: number): Promise<Process[]> {
  const all = await Promise.all((await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(parentOf));
  const family = new Set([pid]);
  for (let size = 0; size < family.size; ) {
    size = family.size;
    for (const one of all) if (one && family.has(one.parent)) family.add(one.pid);
  }
  const found = await Promise.all([...family].sort((a, b) => a - b).map(look));
  return found.flatMap((one) => one ?? []);
}

async function parentOf(id: string): Promise<{ pid: number; parent: number } | null> {
  const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
  const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
  return parent === undefined ? null : { pid: Number(id), parent: Number(parent) };
}

async function look(pid: number): Promise<Process | null> {
  const words = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
  const rss = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, "utf8").catch(() => ""))?.[1];
  if (rss === undefined || !/(^|\/)node$/.test(words[0] ?? "")) return null;
  const script = words.find((word) => /\.m?[jt]s$/.test(word)) ?? "node";
  return { pid, name: script.replace(/^.*?(?=(?:server|tools|bench)\/)/, ""), rss: Number(rss) / 1024 };
}
