import type { Ip } from '../../../ip/address.ts';
import type { Call } from '../../tool/call.ts';
import { ToolError } from '../../tool/tool-error.ts';
import { serviceNamed } from '../names/services.ts';

/** What the options ask for. */
export interface Settings {
  readonly udp: boolean;
  readonly scan: boolean;
  readonly verbose: boolean;
  readonly numeric: boolean;
  readonly family: 4 | 6 | undefined;
  readonly source: Ip | undefined;
  readonly sourcePort: number | undefined;
  /** Whether it sends FIN once its input has ended (-N). */
  readonly half: boolean;
  /** ms */
  readonly timeout: number | undefined;
}

/** Ends nc with a complaint. */
export const fail = (complaint: string): ToolError => new ToolError(`nc: ${complaint}\n`, 1);

/** `80`, `79-82`, or a service's name. Throws ToolError. */
export function portsOf(call: Call, text: string, { udp }: Settings): number[] {
  const named = serviceNamed(call, text, udp ? 'udp' : 'tcp');
  if (named) return [named.port];
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  if (from === undefined) throw fail(`port number invalid: ${text}`);
  const low = Number(from);
  const high = Number(to ?? from);
  if (low > 65535 || high > 65535) throw fail(`port number too large: ${low > 65535 ? from : to}`);
  if (low < 1) throw fail(`port number too small: ${from}`);
  return Array.from({ length: Math.abs(high - low) + 1 }, (_, i) => Math.min(low, high) + i);
}
