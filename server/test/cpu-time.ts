/**
 * Milliseconds of processor time that this process has used. Bounds on it hold on a busy machine too, where a clock on the
 * wall says more of the neighbours than of the code.
 */
export function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
