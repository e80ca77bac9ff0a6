/** Ends the tool that runs. Thrown by tools alone, and caught where they are run. */
export class ToolError extends Error {
  /** What the tool prints to standard error, as it is. */
  readonly stderr: string;
  readonly exit: number;

  constructor(stderr: string, exit: number) {
    super(stderr);
    this.stderr = stderr;
    this.exit = exit;
  }
}

/** The hint that GNU's tools give. */
export const hint = (name: string): string => `Try '${name} --help' for more information.\n`;

/** A complaint with that hint: `NAME: COMPLAINT`, `Try 'NAME --help' …`. */
export const usageError = (name: string, complaint: string, exit = 1): ToolError =>
  new ToolError(`${name}: ${complaint}\n${hint(name)}`, exit);
