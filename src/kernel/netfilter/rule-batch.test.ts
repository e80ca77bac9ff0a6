import { describe, expect, it } from 'vitest';
import { emptyKernel } from '../kernel.ts';
import { createNamespace } from '../namespaces.ts';
import { appendRule, deleteChain, deleteRule, insertRule, newChain } from './chains.ts';
import { deleteRules, ruleBatch, type ChainPlace } from './rule-batch.ts';
import { rule } from './rule/rule-text.ts';

const PLACE: ChainPlace = { family: 'ip', table: 'nat', chain: 'DOCKER' };
const dnat = (port: number) => rule(`-p tcp -m tcp --dport ${port} -j DNAT --to-destination 172.17.0.2:${port}`);

function host() {
  const namespace = createNamespace(emptyKernel(), 'host1');
  newChain(namespace, 'ip', 'nat', 'DOCKER');
  appendRule(namespace, 'ip', 'nat', 'PREROUTING', rule('-j DOCKER'));
  appendRule(namespace, 'ip', 'nat', 'DOCKER', dnat(1));
  return namespace;
}

describe('many rules at once', () => {
  it('stand as if one had come after the other, at the end or at the head', () => {
    const [one, many] = [host(), host()];
    const batch = ruleBatch(many);
    for (const port of [2, 3, 4, 5]) {
      const head = port % 2 === 0;
      if (head) insertRule(one, 'ip', 'nat', 'DOCKER', 1, dnat(port));
      else appendRule(one, 'ip', 'nat', 'DOCKER', dnat(port));
      expect(batch.add(PLACE, dnat(port), head)).toBe('ok');
    }
    batch.commit();
    expect(JSON.stringify(many)).toBe(JSON.stringify(one));
  });

  it('are refused like single ones, and make no chain then', () => {
    const namespace = host();
    const before = JSON.stringify(namespace);
    const batch = ruleBatch(namespace);
    expect(batch.add({ ...PLACE, chain: 'NONE' }, dnat(2), false)).toBe('no-chain');
    expect(batch.add({ ...PLACE, chain: 'POSTROUTING' }, dnat(2), false)).toBe('invalid');
    batch.commit();
    expect(JSON.stringify(namespace)).toBe(before);
  });

  it('go like single ones: each takes one with it, and what is gone already is no matter', () => {
    const [one, many] = [host(), host()];
    for (const namespace of [one, many])
      for (const port of [2, 1, 3, 2]) appendRule(namespace, 'ip', 'nat', 'DOCKER', dnat(port));
    const counted = many.netfilter.ip.nat?.chains['DOCKER']?.rules[0];
    if (counted) counted.counters = { packets: 4, bytes: 240 };
    const gone = [dnat(2), dnat(1), dnat(9)];
    for (const each of gone) deleteRule(one, 'ip', 'nat', 'DOCKER', each);
    deleteRules(many, PLACE, gone);
    expect(JSON.stringify(many)).toBe(JSON.stringify(one));
    deleteChain(many, 'ip', 'nat', 'NONE');
    deleteRules(many, { ...PLACE, chain: 'NONE' }, gone);
    expect(JSON.stringify(many)).toBe(JSON.stringify(one));
  });
});
