import { ToolError } from '../../tool/tool-error.ts';

/** Where there is help. */
export const HINT = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

/** What ps says of bad arguments. */
export class Refusal extends ToolError {
  constructor(why: string) {
    super(`error: ${why}\n${HINT}`, 1);
  }
}
