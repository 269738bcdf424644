import { totalmem } from "node:os";

const mebibyte = 1024 * 1024;

/**
 * The server's parameters for a machine of `memory` bytes that it shares with the application. Without `durable` a
 * power cut may destroy the data: for tests only.
 */
export function serverParameters(options: { port: number; durable: boolean; memory?: number }): string[] {
  const memory = (options.memory ?? totalmem()) / mebibyte;
  const parameters: Record<string, string | number> = {
    port: options.port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: 120,
    max_locks_per_transaction: 256,
    shared_buffers: `${within(64, Math.round(memory / 8), 1024)}MB`,
    effective_cache_size: `${within(256, Math.round(memory / 2), 16_384)}MB`,
    work_mem: "16MB",
    maintenance_work_mem: `${within(64, Math.round(memory / 32), 512)}MB`,
    max_parallel_workers_per_gather: 1,
    jit: "off",
    random_page_cost: 1.1,
    checkpoint_timeout: "15min",
    max_wal_size: "2GB",
    min_wal_size: "160MB",
    wal_compression: "on",
    // A plan that is kept holds until its tables are counted again, and young ones grow fast.
    autovacuum_naptime: "15s",
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_analyze_scale_factor: 0.05,
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    log_min_duration_statement: "2s",
    log_line_prefix: "%m [%p] %a ",
    ...(options.durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(parameters).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function within(least: number, value: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
