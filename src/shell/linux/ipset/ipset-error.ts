/** What ipset says, and the code that it ends with; 2 for what was not understood. */
export class IpsetError extends Error {
  readonly exit: 1 | 2;

  constructor(message: string, exit: 1 | 2 = 1) {
    super(message);
    this.exit = exit;
  }
}
