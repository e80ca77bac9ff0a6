const HTTP = 80;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A place in a line where a host stands, and is not part of a longer word. */
const word = (host: string): string => `(?<![\\w.-])${escaped(host)}(?![\\w.-])`;

/** The line with another target in place of `host` and `port`; undefined where they do not stand in it so. */
export function retargeted(
  line: string,
  host: string,
  port: number | undefined,
  to: { readonly host?: string; readonly port?: number },
): string | undefined {
  const target = to.host ?? host;
  const number = to.port ?? port;
  const tail = number === undefined || number === HTTP ? '' : `:${number}`;
  const patterns: readonly (readonly [RegExp, string])[] = [
    [new RegExp(`(https?://)${word(host)}(:${port ?? HTTP}(?!\\d)|(?!:))`), `$1${target}${tail}`],
    [new RegExp(`${word(host)}:${port}(?!\\d)`), `${target}:${number}`],
    [new RegExp(`${word(host)}(\\s+)${port}(?!\\d)`), `${target}$1${number}`],
    ...(to.port === undefined ? [[new RegExp(word(host)), target] as const] : []),
  ];
  const found = patterns.find(([pattern]) => pattern.test(line));
  return found && line.replace(found[0], found[1]);
}

/** What a line may call a target: its address, or a name that was asked for. */
export function retargetedAny(
  line: string,
  hosts: readonly string[],
  port: number | undefined,
  to: { readonly host?: string; readonly port?: number },
): string | undefined {
  for (const host of hosts) {
    const other = retargeted(line, host, port, to);
    if (other !== undefined && other !== line) return other;
  }
  return undefined;
}
