import type { Ip } from '../../../ip/address.ts';

/** An HTTP answer, taken apart. */
export interface Response {
  /** With the empty line that ends it. */
  readonly head: string;
  readonly status: number;
  readonly version: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
  readonly local: Ip;
  readonly localPort: number;
  readonly remote: Ip;
}

/** The value of a header, whatever its name's case. */
export const header = (response: Response | undefined, name: string): string | undefined =>
  response?.headers.find(([key]) => key.toLowerCase() === name)?.[1];

/** Reads what a server sent; undefined where it does not begin as HTTP does. */
export function parseResponse(
  text: string,
  { local, localPort }: { readonly local: Ip; readonly localPort: number },
  remote: Ip,
  headOnly: boolean,
): Response | undefined {
  const status = /^HTTP\/(\d(?:\.\d)?) (\d{3})/.exec(text);
  if (!status) return undefined;
  const blank = /\r?\n\r?\n/.exec(text);
  const end = blank ? blank.index + blank[0].length : text.length;
  const head = text.slice(0, end);
  const headers = head
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()] as const];
    });
  return {
    head,
    status: Number(status[2]),
    version: status[1] ?? '1.1',
    headers,
    body: headOnly ? '' : text.slice(end),
    local,
    localPort,
    remote,
  };
}
