/** Milliseconds of processor time that this process has had: what a step takes does not depend on what else the machine does. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
