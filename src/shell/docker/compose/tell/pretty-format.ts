import { CliError } from '../../cli/command.ts';
import { quote } from '../../cli/template/quote.ts';

/** A format that is neither a table nor JSON (cmd/formatter/formatter.go: Print). */
export const unknownFormat = (format: string): CliError =>
  new CliError(`format value ${quote(format)} could not be parsed: parsing failed`);
