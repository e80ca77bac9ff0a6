import type { Octets } from '../../../../wire/octets.ts';

const COMMANDS = new Set(
  `GET PUT COPY HEAD LOCK MOVE POLL POST BCOPY BMOVE MKCOL TRACE LABEL MERGE DELETE SEARCH UNLOCK REPORT UPDATE NOTIFY
BDELETE CONNECT OPTIONS CHECKIN PROPFIND CHECKOUT CCM_POST SUBSCRIBE PROPPATCH BPROPFIND BPROPPATCH UNCHECKOUT MKACTIVITY
MKWORKSPACE UNSUBSCRIBE RPC_CONNECT VERSION-CONTROL BASELINE-CONTROL`.split(/\s+/),
);

/** HTTP in a segment (print-http.c, signature of txtproto_print): its first line, or with -v all lines. */
export function printHttp(payload: Octets, verbose: number): string {
  const text = String.fromCharCode(...payload);
  const first = /^\S*/.exec(text)?.[0] ?? '';
  const known = COMMANDS.has(first) || first.startsWith('HTTP/');
  const length = verbose > 0 ? `, length: ${payload.length}` : '';
  if (!known) return `: HTTP${length}`;
  const lines = linesOf(text);
  return verbose > 0 ? `: HTTP${length}${lines.map((line) => `\n\t${line}`).join('')}` : `: HTTP: ${lines[0] ?? ''}`;
}

/** The lines up to the first that holds something unprintable. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  const end = lines.findIndex((line) => /[^\t\x20-\x7e]/.test(line));
  return end < 0 ? lines : lines.slice(0, end);
}
