/** Why the database cannot be reached, started, migrated, saved or restored; stable, shown to the operator. */
export type DatabaseFaultCode =
  | "database_account_missing"
  | "database_backup_damaged"
  | "database_backup_unknown"
  | "database_binaries_missing"
  | "database_busy"
  | "database_changed_migration"
  | "database_data_newer"
  | "database_data_older"
  | "database_disk_full"
  | "database_encoding"
  | "database_folder_foreign"
  | "database_folder_unreachable"
  | "database_folder_unwritable"
  | "database_lost"
  | "database_migration_failed"
  | "database_migration_order"
  | "database_missing"
  | "database_newer_than_program"
  | "database_not_empty"
  | "database_password_missing"
  | "database_port_taken"
  | "database_start_failed"
  | "database_unreachable"
  | "database_unresponsive"
  | "database_version_unsupported";

/** A fault of the database's surroundings: `code` is stable, `message` tells the operator what to do. */
export class DatabaseFault extends Error {
  readonly code: DatabaseFaultCode;

  constructor(code: DatabaseFaultCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DatabaseFault";
    this.code = code;
  }
}

const fullDisk = /no space left on device|disk (is )?full|ENOSPC|disk quota exceeded|file too large|EFBIG|EDQUOT/i;

/** Says whether an error, or the text of a server's log, means that the disk (or a quota) is full. */
export function tellsOfFullDisk(what: unknown): boolean {
  const code = what instanceof Error && "code" in what ? String(what.code) : "";
  return code === "53100" || fullDisk.test(`${code} ${what}`);
}

/** Turns an error of the file system into a fault about `path`; a `DatabaseFault` passes unchanged. */
export function folderFault(error: unknown, path: string): DatabaseFault {
  if (error instanceof DatabaseFault) return error;
  if (tellsOfFullDisk(error)) {
    return new DatabaseFault("database_disk_full", `There is no space left on the disk of ${path}.`, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new DatabaseFault("database_folder_unwritable", `The folder ${path} cannot be written: ${reason}`, {
    cause: error,
  });
}
