import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { Place } from "./folder.ts";

/** The port the server of `place` used last, if nothing listens there, else a free one. */
export async function choosePort(place: Place): Promise<number> {
  const last = Number(await readFile(place.port, "utf8").catch(() => "0"));
  return (last > 0 && (await probe(last))) || (await probe(0)) || 0;
}

/** Writes down the port, so that the next start can use the same. */
export async function keepPort(place: Place, port: number): Promise<void> {
  await writeFile(place.port, `${port}\n`);
}

function probe(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1" }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : undefined));
    });
  });
}
