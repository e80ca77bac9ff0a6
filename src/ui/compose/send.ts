import { parseIp } from '../../ip/address.ts';
import { quoted } from '../../shell/words.ts';

export const sendKinds = ['curl', 'ping', 'dns'] as const;
export type SendKind = (typeof sendKinds)[number];

export interface SendForm {
  readonly kind: SendKind;
  /** An address or a name. */
  readonly target: string;
  /** For curl; empty or 80 goes without saying. */
  readonly port: string;
}

const inUrl = (host: string): string => (host.includes(':') && parseIp(host) !== undefined ? `[${host}]` : host);

/** The line that sends what the form says, to be run where it starts. */
export function sendLine({ kind, target, port }: SendForm): string {
  const to = target.trim();
  switch (kind) {
    case 'ping':
      return `ping -c 1 -W 1 ${quoted(to)}`;
    case 'curl': {
      const suffix = port.trim() === '' || port.trim() === '80' ? '' : `:${port.trim()}`;
      return `curl -s -m 2 ${quoted(`http://${inUrl(to)}${suffix}`)}`;
    }
    case 'dns':
      return `dig +short ${quoted(to)}`;
  }
}
