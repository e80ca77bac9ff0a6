import { describe, expect, test } from 'vitest';
import { emptyKernel, type Kernel } from '../kernel.ts';
import { createNamespace } from '../namespaces.ts';
import { featuresOf, wantFeatures } from './features.ts';
import { addAltNames, removeAltNames } from './alt-names.ts';
import { deleteLink, renameLink } from './links.ts';
import { linkAt, linkByName } from './lookup.ts';
import { removeQdisc, setClass, setQdisc } from './qdisc.ts';
import { addVeth } from './veth.ts';

const ref = { namespace: 'a', index: 2 };

function pair(): Kernel {
  const kernel = emptyKernel();
  createNamespace(kernel, 'a');
  addVeth(
    kernel,
    { namespace: 'a', name: 'v0', mac: '02:00:00:00:00:01' },
    { namespace: 'a', name: 'v1', mac: '02:00:00:00:00:02' },
  );
  return kernel;
}

const TBF = { kind: 'tbf', rate: 1e6, burst: 4096, latency: 4e5 } as const;
const HTB = { kind: 'htb', byDefault: 0, r2q: 10, classes: [] } as const;
const CLASS = { id: '1:10', parent: '1:', rate: 1e6, ceil: 1e6, burst: 1600, ceilBurst: 1600, prio: 0 };

describe('queueing disciplines', () => {
  test('one stands at the root, and has a handle of its own until another kind takes its place', () => {
    const kernel = pair();
    setQdisc(kernel, ref, 'add', { queueing: { ...TBF } });
    expect(() => setQdisc(kernel, ref, 'add', { queueing: { ...TBF } })).toThrow('Exclusivity flag on, cannot modify');
    setQdisc(kernel, ref, 'replace', { queueing: { ...TBF, rate: 5e6 } });
    expect(linkAt(kernel, ref).qdiscs).toMatchObject([{ handle: 0x8001, queueing: { rate: 5e6 } }]);
    setQdisc(kernel, ref, 'replace', { queueing: { kind: 'pfifo', limit: 10 } });
    expect(linkAt(kernel, ref).qdiscs).toMatchObject([{ handle: 0x8002, queueing: { kind: 'pfifo' } }]);
  });

  test('what stands in one goes with it', () => {
    const kernel = pair();
    setQdisc(kernel, ref, 'add', { handle: 1, queueing: { ...HTB, classes: [] } });
    setClass(kernel, ref, 'add', CLASS);
    setQdisc(kernel, ref, 'add', { parent: '1:10', queueing: { kind: 'pfifo', limit: 10 } });
    expect(linkAt(kernel, ref).qdiscs).toHaveLength(2);
    removeQdisc(kernel, ref, undefined, false);
    expect(linkAt(kernel, ref).qdiscs).toBeUndefined();
    expect(() => removeQdisc(kernel, ref, undefined, false)).toThrow('Cannot delete qdisc with handle of zero');
  });
});

test('features that need another are off without it, and come back with it', () => {
  const kernel = pair();
  const on = (name: string) => featuresOf(linkAt(kernel, ref))?.find((feature) => feature.name === name)?.on;
  wantFeatures(linkAt(kernel, ref), { 'tx-checksum-ip-generic': false, 'tx-checksum-ipv4': true });
  expect([on('tx-checksum-ip-generic'), on('tx-tcp-segmentation'), on('tx-checksum-ipv4')]).toEqual([
    false,
    false,
    false,
  ]);
  wantFeatures(linkAt(kernel, ref), { 'tx-checksum-ip-generic': true });
  expect(on('tx-tcp-segmentation')).toBe(true);
});

describe('further names', () => {
  test('lead to their link, whatever it is called, and go with it', () => {
    const kernel = pair();
    addAltNames(kernel, ref, ['uplink-to-the-lan', 'second']);
    renameLink(kernel, ref, 'w0');
    const namespace = kernel.namespaces['a'];
    expect(namespace && linkByName(namespace, 'uplink-to-the-lan')?.name).toBe('w0');
    removeAltNames(kernel, ref, ['second']);
    deleteLink(kernel, ref);
    expect(Object.keys(namespace?.names ?? {})).toEqual(['lo']);
  });

  test('are nobody else’s', () => {
    const kernel = pair();
    expect(() => addAltNames(kernel, ref, ['v1'])).toThrow('File exists');
    expect(() => removeAltNames(kernel, ref, ['v0'])).toThrow('No such file or directory');
  });
});
