import { named } from '../../../../kernel/netfilter/nft/datatypes.ts';
import type { NftFamily, RejectKind, Statement } from '../../../../kernel/netfilter/nft/ruleset.ts';
import { networkOf, transportOf } from './protocols.ts';
import { Problem } from './problem.ts';
import type { Reader } from './reader.ts';
import type { ReadStatement } from './map.ts';
import type { Span } from './token.ts';

const ICMPX: Readonly<Record<string, number>> = {
  'no-route': 0,
  'port-unreachable': 1,
  'host-unreachable': 2,
  'admin-prohibited': 3,
};
const USUAL: Readonly<Record<NftFamily, RejectKind>> = {
  ip: { kind: 'icmp', code: 3 },
  ip6: { kind: 'icmpv6', code: 4 },
  inet: { kind: 'icmpx', code: 1 },
};

/** `reject [with …]`, and what it takes for granted of a packet (stmt_evaluate_reject, src/evaluate.c). */
export function readReject(reader: Reader, at: Span, family: NftFamily, before: readonly ReadStatement[]): Statement[] {
  if (!reader.takeIf('with')) {
    const network = family === 'inet' ? networkOf(before) : family;
    return [{ kind: 'reject', with: USUAL[network ?? 'inet'] }];
  }
  const word = reader.take();
  switch (word.text) {
    case 'tcp': {
      reader.expect('reset');
      return resetting(before, { from: at.from, to: at.to });
    }
    case 'icmp':
    case 'icmpv6':
    case 'icmpx': {
      reader.takeIf('type');
      const code = codeOf(word.text, reader.take());
      return [{ kind: 'reject', with: { kind: word.text, code } }];
    }
    default:
      throw new Problem('syntax error, unexpected string\nexpected any of: icmp, icmpv6, icmpx, tcp', word);
  }
}

function codeOf(kind: 'icmp' | 'icmpv6' | 'icmpx', word: { readonly text: string } & Span): number {
  const number = /^\d+$/.test(word.text) ? Number(word.text) : undefined;
  const code =
    number ?? (kind === 'icmpx' ? ICMPX[word.text] : named(kind === 'icmp' ? 'icmp_code' : 'icmpv6_code', word.text));
  if (code === undefined) throw new Problem(`Could not parse ${kind} code`, word);
  return code;
}

/** A reset answers TCP: where nothing says so before, the rule asks for it. */
function resetting(before: readonly ReadStatement[], at: Span): Statement[] {
  const transport = transportOf(before);
  if (transport && transport.name !== 'tcp')
    throw new Problem('you cannot use tcp reset with this protocol', at, transport.span);
  const reset: Statement = { kind: 'reject', with: { kind: 'tcp reset', code: 0 } };
  if (transport) return [reset];
  return [
    {
      kind: 'match',
      left: { kind: 'meta', key: 'l4proto' },
      relation: '==',
      right: { kind: 'value', type: 'inet_proto', data: '06' },
    },
    reset,
  ];
}
