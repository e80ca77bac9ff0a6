/** A rule or command that iptables refuses before it asks the kernel. */
export class RuleError extends Error {
  readonly exit: number;
  /** Whether the message stands alone, without the tool's name and version before it. */
  readonly bare: boolean;

  /** @param message in the words of iptables, without its name */
  constructor(message: string, { exit = 2, bare = false } = {}) {
    super(message);
    this.exit = exit;
    this.bare = bare;
  }
}
