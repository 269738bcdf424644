import { type DestinationStream, type Logger, pino } from "pino";

export type Log = Logger;

/**
 * Structured logs, one JSON object a line. Bodies, cookies and tokens are never handed to it; what comes from outside is
 * a value of a field, so it cannot forge a line.
 */
export const makeLog = (level: string, stream?: DestinationStream): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ["password", "token", "authorization", "cookie", "*.password", "*.token"],
    },
    stream ?? pino.destination({ fd: 2, sync: false }),
  );
