import { describe, expect, it } from 'vitest';
import { createNamespace } from '../namespaces.ts';
import { emptyKernel } from '../kernel.ts';
import {
  appendRule,
  chainsOf,
  deleteChain,
  deleteRule,
  flushChain,
  hasRule,
  insertRule,
  newChain,
  renameChain,
  replaceRule,
  setPolicy,
  zeroCounters,
} from './chains.ts';
import { printRule, rule } from './rule/rule-text.ts';
import type { TableName } from './table.ts';

const namespace = () => createNamespace(emptyKernel(), 'host1');
const add = (ns: ReturnType<typeof namespace>, table: TableName, chain: string, text: string) =>
  appendRule(ns, 'ip', table, chain, rule(text));
const printed = (ns: ReturnType<typeof namespace>, chain: string) =>
  ns.netfilter.ip.filter?.chains[chain]?.rules.map((each) => printRule(each));

describe('chains', () => {
  it('come into being with their first use, and list in one order', () => {
    const ns = namespace();
    newChain(ns, 'ip', 'filter', 'ZED');
    newChain(ns, 'ip', 'filter', 'ABE');
    expect(Object.keys(ns.netfilter.ip.filter?.chains ?? {})).toEqual(['ZED', 'ABE']);
    const names = chainsOf(ns, 'ip', 'filter').map(({ name }) => name);
    expect(names).toEqual(['INPUT', 'FORWARD', 'OUTPUT', 'ABE', 'ZED']);
  });

  it('take rules at the end, in between and in place of others', () => {
    const ns = namespace();
    add(ns, 'filter', 'INPUT', '-s 1.1.1.1');
    expect(insertRule(ns, 'ip', 'filter', 'INPUT', 1, rule('-s 2.2.2.2'))).toBe('ok');
    expect(insertRule(ns, 'ip', 'filter', 'INPUT', 3, rule('-s 3.3.3.3'))).toBe('ok');
    expect(insertRule(ns, 'ip', 'filter', 'INPUT', 5, rule('-s 4.4.4.4'))).toBe('bad-index');
    expect(replaceRule(ns, 'ip', 'filter', 'INPUT', 2, rule('-s 5.5.5.5'))).toBe('ok');
    expect(printed(ns, 'INPUT')).toEqual(['-s 2.2.2.2/32', '-s 5.5.5.5/32', '-s 3.3.3.3/32']);
    expect(deleteRule(ns, 'ip', 'filter', 'INPUT', 1)).toBe('ok');
    expect(deleteRule(ns, 'ip', 'filter', 'INPUT', rule('-s 3.3.3.3'))).toBe('ok');
    expect(deleteRule(ns, 'ip', 'filter', 'INPUT', rule('-s 3.3.3.3'))).toBe('no-rule');
    expect(deleteRule(ns, 'ip', 'filter', 'INPUT', 2)).toBe('bad-index');
    expect(printed(ns, 'INPUT')).toEqual(['-s 5.5.5.5/32']);
  });

  it('count a rule that is put into several of them in each', () => {
    const ns = namespace();
    const one = rule('-j ACCEPT');
    appendRule(ns, 'ip', 'nat', 'PREROUTING', one);
    insertRule(ns, 'ip', 'nat', 'OUTPUT', 1, one);
    replaceRule(ns, 'ip', 'nat', 'OUTPUT', 1, one);
    const { PREROUTING, OUTPUT } = ns.netfilter.ip.nat?.chains ?? {};
    const counts = [PREROUTING, OUTPUT].map((chain) => chain?.rules[0]?.counters);
    for (const each of counts) if (each) each.packets += 1;
    expect(counts.map((each) => each?.packets)).toEqual([1, 1]);
  });

  it('compare rules without what they counted', () => {
    const ns = namespace();
    add(ns, 'filter', 'INPUT', '-p tcp --dport 80 -j ACCEPT');
    const counted = ns.netfilter.ip.filter?.chains.INPUT?.rules[0];
    if (counted) counted.counters = { packets: 5, bytes: 300 };
    expect(hasRule(ns, 'ip', 'filter', 'INPUT', rule('-p tcp -m tcp --dport 0x50 -j ACCEPT'))).toBe(true);
    zeroCounters(ns, 'ip', 'filter', 'INPUT', 1);
    expect(counted?.counters).toEqual({ packets: 0, bytes: 0 });
  });

  it('stay while a rule leads to them', () => {
    const ns = namespace();
    newChain(ns, 'ip', 'filter', 'A');
    add(ns, 'filter', 'INPUT', '-j A');
    expect(deleteChain(ns, 'ip', 'filter', 'A')).toBe('in-use');
    expect(renameChain(ns, 'ip', 'filter', 'A', 'B')).toBe('ok');
    expect(printed(ns, 'INPUT')).toEqual(['-j B']);
    expect(flushChain(ns, 'ip', 'filter')).toBe('ok');
    expect(deleteChain(ns, 'ip', 'filter', 'B')).toBe('ok');
    expect(deleteChain(ns, 'ip', 'filter', 'B')).toBe('no-chain');
  });

  it('may not lead back to themselves once a hook leads to them', () => {
    const ns = namespace();
    for (const name of ['A', 'B', 'C']) newChain(ns, 'ip', 'filter', name);
    expect(add(ns, 'filter', 'A', '-j B')).toBe('ok');
    expect(add(ns, 'filter', 'B', '-j C')).toBe('ok');
    expect(add(ns, 'filter', 'C', '-j A')).toBe('ok');
    expect(add(ns, 'filter', 'INPUT', '-j A')).toBe('loop');
    flushChain(ns, 'ip', 'filter', 'C');
    expect(add(ns, 'filter', 'INPUT', '-j A')).toBe('ok');
    expect(add(ns, 'filter', 'C', '-j A')).toBe('loop');
    expect(add(ns, 'filter', 'C', '-j C')).toBe('loop');
  });

  it.each<[TableName, string, string, string]>([
    ['filter', 'INPUT', '-j NOWHERE', 'no-target'],
    ['filter', 'INPUT', '-j OUTPUT', 'no-target'],
    ['filter', 'FORWARD', '-j FORWARD', 'built-in-target'],
    ['filter', 'INPUT', '-j MASQUERADE', 'invalid'],
    ['nat', 'PREROUTING', '-j MASQUERADE', 'invalid'],
    ['nat', 'POSTROUTING', '-j DNAT --to-destination 1.1.1.1', 'invalid'],
    ['nat', 'PREROUTING', '-j REJECT', 'invalid'],
    ['filter', 'INPUT', '-j REJECT --reject-with tcp-reset', 'invalid'],
    ['filter', 'OUTPUT', '-m mac --mac-source 02:42:ac:11:00:02', 'invalid'],
    ['filter', 'NOWHERE', '-j DROP', 'no-chain'],
    ['filter', 'constructor', '-j DROP', 'no-chain'],
  ])('of %s: %s refuses %s', (table, chain, text, problem) => {
    expect(add(namespace(), table, chain, text)).toBe(problem);
  });

  it('know the hooks that lead to a chain of the user', () => {
    const ns = namespace();
    newChain(ns, 'ip', 'nat', 'Y');
    expect(add(ns, 'nat', 'Y', '-j MASQUERADE')).toBe('ok');
    expect(add(ns, 'nat', 'PREROUTING', '-j Y')).toBe('invalid');
    expect(add(ns, 'nat', 'POSTROUTING', '-j Y')).toBe('ok');
    expect(add(ns, 'nat', 'Y', '-j DNAT --to-destination 1.1.1.1')).toBe('invalid');
  });

  it('have a policy where they are built in', () => {
    const ns = namespace();
    newChain(ns, 'ip', 'filter', 'A');
    expect(setPolicy(ns, 'ip', 'filter', 'A', 'DROP')).toBe('not-built-in');
    expect(setPolicy(ns, 'ip', 'filter', 'FORWARD', 'DROP')).toBe('ok');
    expect(deleteChain(ns, 'ip', 'filter', 'FORWARD')).toBe('not-empty');
  });
});
