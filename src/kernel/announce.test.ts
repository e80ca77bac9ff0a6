import { expect, it } from 'vitest';
import { announce } from './announce.ts';
import { linkAt } from './lookup.ts';
import { setMac } from './links.ts';
import { neighboursAt } from './neighbour-table.ts';
import { addHost, bridge, createFixture, echo, linkRef, plug, send } from './walk/fixture.ts';

it('tells bridges and those who know the address, and nobody else', () => {
  const fixture = createFixture();
  for (const id of ['host', 'a', 'b', 'c']) addHost(fixture, id);
  bridge(fixture, 'host', 'br', '172.17.0.1/16');
  for (const [i, id] of ['a', 'b', 'c'].entries()) plug(fixture, ['host', 'br'], [id, 'eth0', `172.17.0.${i + 2}/16`]);
  send(fixture, echo('a', '172.17.0.3'));
  const eth0 = linkRef(fixture, 'b', 'eth0');
  setMac(fixture.kernel, eth0, '02:bb:bb:bb:bb:bb');
  announce(fixture.kernel, eth0, '172.17.0.3', fixture.clock);
  expect(neighboursAt(fixture.kernel, 'a', fixture.clock)).toMatchObject([
    { mac: '02:bb:bb:bb:bb:bb', state: 'STALE' },
  ]);
  expect(neighboursAt(fixture.kernel, 'c', fixture.clock)).toEqual([]);
  const br = linkAt(fixture.kernel, linkRef(fixture, 'host', 'br'));
  expect(br.kind === 'bridge' && br.forwarding['02:bb:bb:bb:bb:bb']?.port).toBe(linkRef(fixture, 'host', 'v-b').index);
});
