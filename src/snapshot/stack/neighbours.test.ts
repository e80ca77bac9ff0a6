import { expect, test } from 'vitest';
import { readSnapshot } from '../read.ts';
import { readNeighbour, readNeighbourText } from './neighbours.ts';

const MAC = '02:42:ac:12:00:02';
const entry = (more: object) => ({ dst: '172.18.0.2', dev: 'br-1', lladdr: MAC, state: ['STALE'], ...more });
const KEPT = { address: '172.18.0.2', mac: MAC, device: 'br-1', state: 'STALE' };

test('whom a stack sends to without asking is kept', () => {
  expect(readNeighbour(entry({}))).toEqual(KEPT);
  expect(readNeighbour(entry({ state: ['PERMANENT'], router: null }))).toEqual({
    ...KEPT,
    state: 'PERMANENT',
    router: true,
  });
});

test('who did not answer is not', () => {
  expect(readNeighbour(entry({ lladdr: undefined, state: ['FAILED'] }))).toBeUndefined();
  expect(readNeighbour(entry({ state: ['NOARP'] }))).toBeUndefined();
});

test('text says what JSON says', () => {
  const lines = [
    `172.18.0.2 dev br-1 lladdr ${MAC} STALE `,
    '172.18.0.3 dev br-1 FAILED ',
    `fe80::1 dev eth0 lladdr ${MAC} router REACHABLE `,
  ];
  expect(readNeighbourText(lines)).toEqual([
    KEPT,
    { address: 'fe80::1', mac: MAC, device: 'eth0', state: 'REACHABLE', router: true },
  ]);
});

const NEIGHBOURS = [
  `172.18.0.2 dev br-1 lladdr ${MAC} STALE `,
  '192.168.0.77 dev eth0 lladdr 02:00:00:00:00:77 REACHABLE ',
  '192.168.0.1 dev eth0 lladdr 02:00:00:00:00:01 PERMANENT ',
].join('\n');
const LINKS = `2: eth0: <BROADCAST,UP> mtu 1500 state UP\n    link/ether ${MAC} brd ff:ff:ff:ff:ff:ff\n`;

test('of a LAN only those are kept that are told of, or were entered, whichever comes first', () => {
  for (const texts of [
    [NEIGHBOURS, LINKS],
    [LINKS, NEIGHBOURS],
  ]) {
    const read = readSnapshot(texts.map((text) => ({ text })));
    const neighbours = read.ok ? read.snapshot.hosts[0]?.stack?.neighbours : undefined;
    expect(neighbours?.map(({ address }) => address)).toEqual(['172.18.0.2', '192.168.0.1']);
  }
});

test('alone they are no host', () => {
  expect(readSnapshot([{ text: NEIGHBOURS }])).toMatchObject({ ok: false, reason: { kind: 'nothing' } });
});
