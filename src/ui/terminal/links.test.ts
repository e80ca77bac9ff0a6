import { beforeAll, describe, expect, test } from 'vitest';
import { run } from '../../shell/run.ts';
import { createLab } from '../../world/lab.ts';
import type { World } from '../../world/world.ts';
import { linesOf, piecesOf } from './links.ts';

let world: World;

beforeAll(async () => {
  world = createLab({ seed: 1 });
  for (const line of [
    'docker network create shop',
    'docker run -d --name web -p 8080:80 nginx',
    'docker run -d --name api --network shop nginx',
  ])
    world = (await run(world, 'host1', line)).world;
});

const output = async (line: string, place = 'host1') => (await run(world, place, line)).stdout;
/** The words that became links, with what kind of thing they name. */
const linksIn = (text: string) =>
  piecesOf(text, world).flatMap(({ text: word, names }) => (names === undefined ? [] : [`${word} ${names.kind}`]));

describe('what becomes a link', () => {
  test('nothing is lost or changed', async () => {
    for (const line of ['docker ps', 'docker network ls', 'docker inspect web', 'ip addr', 'iptables -t nat -S']) {
      const text = await output(line);
      expect(
        piecesOf(text, world)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }
  });

  test('ids and names of containers in docker ps, no image', async () => {
    const links = linksIn(await output('docker ps'));
    expect(links.filter((link) => /^[0-9a-f]{12} container$/.test(link))).toHaveLength(2);
    expect(links).toContain('web container');
    expect(links).toContain('api container');
    expect(links.some((link) => link.startsWith('nginx'))).toBe(false);
  });

  test('networks in docker network ls: each by its id and its name, not the driver', async () => {
    const links = linksIn(await output('docker network ls'));
    expect(links.filter((link) => link.endsWith(' network'))).toHaveLength(8);
    expect(links.filter((link) => link === 'bridge network')).toHaveLength(1);
    expect(links).toContain('shop network');
  });

  test.each([
    ['an address with a port', 'GET 172.17.0.2:80', ['172.17.0.2 container']],
    [
      'an address at the end of a sentence',
      'from 172.18.0.2: icmp_seq=1, via 192.168.65.10.',
      ['172.18.0.2 container', '192.168.65.10 machine'],
    ],
    ['an address with its prefix', 'inet 172.17.0.2/16', ['172.17.0.2 container']],
    ['a bridge by its device', '5: docker0: <BROADCAST>', ['docker0 network']],
    ['no part of a word', 'website apis 172.17.0.22 web-1', []],
    ['no plain word', 'Driver: bridge, mode host', []],
  ])('%s', (_name, text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  test('the whole id that docker run prints', () => {
    const engine = world.machines['host1']?.engine;
    const id = engine?.names['web'] ?? '';
    expect(piecesOf(`${id}\n`, world)).toEqual([
      { text: id, names: { kind: 'container', machine: 'host1', id } },
      { text: '\n' },
    ]);
  });
});

test('output is taken apart into lines, and nothing of it is lost', () => {
  expect(linesOf('a\n\nb\n')).toEqual(['a\n', '\n', 'b\n']);
  expect(linesOf('no newline')).toEqual(['no newline']);
  const long = 'line\n'.repeat(20_000);
  expect(linesOf(long)).toEqual([long]);
});
