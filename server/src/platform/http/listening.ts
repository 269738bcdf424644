import { createServer } from "node:net";
import type { FastifyInstance } from "fastify";
import { BadSetting, type Settings } from "../settings.ts";

/** What keeps us from listening, in words that name the setting; other errors as they are. */
function inWords(error: unknown, { PORT, HOST }: Settings): unknown {
  switch ((error as NodeJS.ErrnoException).code) {
    case "EADDRINUSE":
      return new BadSetting(
        `PORT: another program listens on ${HOST}:${PORT} already (or Splot, started before); choose another: npm start -- --port N`,
      );
    case "EACCES":
      return new BadSetting(`PORT: this user may not listen on ${HOST}:${PORT}; choose a port from 1024 up`);
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return new BadSetting(`HOST: ${HOST} is no address of this machine`);
    default:
      return error;
  }
}

/** See that the web server will be able to listen. Throws `BadSetting`: better now than after minutes of work. */
export function tryToListen(settings: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    const trial = createServer();
    trial.once("error", (error) => reject(inWords(error, settings)));
    trial.listen({ port: settings.PORT, host: settings.HOST }, () => trial.close(() => resolve()));
  });
}

/** Listen; answers the address. Throws `BadSetting` like `tryToListen`, when somebody was quicker. */
export const listen = (app: FastifyInstance, settings: Settings): Promise<string> =>
  app.listen({ port: settings.PORT, host: settings.HOST }).catch((error: unknown) => {
    throw inWords(error, settings);
  });
