import { expect, test } from 'vitest';
import { field, type Layer } from '../../wire/dissect/detail.ts';
import { lineAt, linesOf } from './lines.ts';

const layer = (id: Layer['id'], from: number, children: Layer['children']): Layer => ({
  ...field(id, id, '', from, 20),
  id,
  short: id,
  children,
});

const flags = field('ip.flags', 'Flags', '0x2', 6, 1, [field('ip.flags.df', "Don't fragment", 'Set', 6, 1)]);
const ip = (from: number): Layer =>
  layer('ip', from, [
    {
      ...flags,
      from: from + 6,
      to: from + 7,
      children: flags.children?.map((c) => ({ ...c, from: from + 6, to: from + 7 })) ?? [],
    },
    { ...field('ip.ttl', 'Time to Live', 63, from + 8, 1), before: '64' },
    { ...field('ip.checksum', 'Header Checksum', '0x1', from + 10, 2), before: '0x2' },
  ]);
const layers = [ip(0), layer('vxlan', 20, [field('vxlan.vni', 'VNI', 1, 24, 3)]), ip(40)];

test('closed layers tell what changed below them, but for checksums; open ones show it', () => {
  const closed = linesOf(layers, {});
  expect(closed.map(({ key, layer }) => [key, layer?.tunnels])).toEqual([
    ['ip+1', 0],
    ['vxlan', 0],
    ['ip', 1],
  ]);
  expect(closed[2]?.changes.map(({ id }) => id)).toEqual(['ip.ttl']);
  const open = linesOf(layers, { ip: true });
  expect(open.slice(2).map(({ key, level, place, of, open }) => [key, level, place, of, open])).toEqual([
    ['ip', 1, 3, 3, true],
    ['ip/ip.flags', 2, 1, 3, false],
    ['ip/ip.ttl', 2, 2, 3, undefined],
    ['ip/ip.checksum', 2, 3, 3, undefined],
  ]);
  expect(open[2]?.changes).toEqual([]);
});

test('an octet leads to the innermost field around it', () => {
  expect(lineAt(layers, 46)).toEqual(['ip', 'ip/ip.flags', 'ip/ip.flags/ip.flags.df']);
  expect(lineAt(layers, 8)).toEqual(['ip+1', 'ip+1/ip.ttl']);
  expect(lineAt(layers, 21)).toEqual(['vxlan']);
  expect(lineAt(layers, 99)).toEqual([]);
});
