import type { Rule } from '../table.ts';
import type { Statement } from './ruleset.ts';
import { targetOf } from './run.ts';

/** A rule of statements; its target tells what it decides. */
export function ruleOf(statements: Statement[], comment?: string): Rule {
  const target = statements.map(toldTarget).find((each) => each !== undefined);
  return {
    matches: [],
    ...(target ? { target } : {}),
    counters: { packets: 0, bytes: 0 },
    nft: { statements, ...(comment === undefined ? {} : { comment }) },
  };
}

const NAT = { snat: 'SNAT', dnat: 'DNAT', masquerade: 'MASQUERADE', redirect: 'REDIRECT' } as const;

function toldTarget(statement: Statement): Rule['target'] {
  switch (statement.kind) {
    case 'verdict':
      return targetOf(statement.verdict);
    case 'reject':
      return { kind: 'REJECT', with: statement.with.kind === 'tcp reset' ? 'tcp-reset' : 'icmp-port-unreachable' };
    case 'snat':
    case 'dnat':
      return { kind: NAT[statement.kind], to: {} };
    case 'masquerade':
    case 'redirect':
      return { kind: NAT[statement.kind] };
    case 'notrack':
      return { kind: 'NOTRACK' };
    default:
      return undefined;
  }
}
