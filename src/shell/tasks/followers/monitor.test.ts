import { beforeEach, expect, test } from 'vitest';
import { createLab } from '../../../world/lab.ts';
import type { Place } from '../../../world/world.ts';
import { execute } from '../../run.ts';
import { openSession, type Session } from '../../session.ts';
import { INTERRUPT } from '../../terminal/terminal.ts';

let session: Session;
const type = (place: Place, line: string) => execute(session, place, line);
/** What a line elsewhere, and the next second, make host1's terminal show. */
async function shown(place: Place, line: string): Promise<string> {
  const outcomes = [await type(place, line), await type(place, 'sleep 1')];
  return outcomes.map(({ elsewhere }) => elsewhere?.['host1']?.stdout ?? '').join('');
}

beforeEach(() => {
  session = openSession(createLab({ seed: 1 }), { inPlace: true });
});

test('xtables-monitor tells the way of traced packets rule by rule, until it is interrupted', async () => {
  await type('host1', 'iptables -t raw -A PREROUTING -p icmp -j TRACE');
  await type('host1', 'iptables -A INPUT -p icmp -j DROP');
  await type('host1', 'xtables-monitor --trace');
  const told = (await shown('client', 'ping -c 1 -W 1 192.168.65.10')).split('\n');
  expect(told.filter((line) => line.startsWith('PACKET:')).length).toBe(3);
  expect(told.map((line) => line.replace(/^ TRACE: 2 \w+ /, '')).filter((line) => !line.startsWith('PACKET'))).toEqual([
    'raw:PREROUTING:rule:0x2:CONTINUE  iptables -t raw -A PREROUTING -p icmp -j TRACE',
    'raw:PREROUTING:policy:ACCEPT ',
    expect.stringMatching(/^nat:PREROUTING:rule:0x\w+:JUMP:DOCKER {2}/),
    'nat:PREROUTING:policy:ACCEPT ',
    expect.stringMatching(/^filter:INPUT:rule:0x\w+:DROP {2}iptables -t filter -A INPUT -p icmp -j DROP$/),
    '',
  ]);
  await type('host1', INTERRUPT);
  await type('client', 'ping -c 1 -W 1 192.168.65.10');
  expect(session.world.kernel.namespaces['host1']?.netfilter.traced).toBeUndefined();
});

test('a packet is traced in the namespace where a rule picked it out alone, by a rule of nft too', async () => {
  await type(
    'host1',
    "nft 'add table ip t; add chain ip t c { type filter hook output priority -400; }; add rule ip t c icmp type echo-request meta nftrace set 1'",
  );
  await type('client', 'iptables -A INPUT -p icmp -j ACCEPT');
  await type('host1', 'xtables-monitor --trace -4');
  await type('host1', INTERRUPT);
  await type('host1', '(xtables-monitor --trace > /tmp/t.txt &) ; sleep 1');
  await type('host1', 'ping -c 1 192.168.65.50');
  const { stdout } = await type('host1', 'cat /tmp/t.txt');
  expect(stdout).toMatch(/^PACKET: 2 \w{8} OUT=eth0 SRC=192\.168\.65\.10 DST=192\.168\.65\.50 LEN=84 /);
  expect(stdout).toContain('ip t:c:rule:0x2:CONTINUE');
  expect(stdout).not.toContain('filter:INPUT');
});
