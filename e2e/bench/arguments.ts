/** The value of an argument: `--name VALUE` or `--name=VALUE`. */
export function argumentOf(name: string): string | undefined {
  const at = process.argv.findIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  const word = process.argv[at];
  if (word === undefined) return undefined;
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : process.argv[at + 1];
}
