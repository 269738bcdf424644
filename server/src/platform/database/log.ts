/** The part of a structured logger (pino's shape) that the database code writes to. */
export interface DatabaseLog {
  info(data: object, text: string): void;
  warn(data: object, text: string): void;
  error(data: object, text: string): void;
}

/** A log that writes nothing. */
export const silentLog: DatabaseLog = { info() {}, warn() {}, error() {} };
