import { beforeEach, describe, expect, it } from 'vitest';
import { labAfter, type At } from '../../shell.fixture.ts';

let at: At;
beforeEach(async () => {
  ({ at } = await labAfter(
    'tc qdisc add dev eth0 root handle 1: prio',
    'tc qdisc add dev eth0 parent 1:1 handle 10: netem delay 100ms',
  ));
});
const stdout = async (line: string): Promise<string> => (await at('host1', line)).stdout;
const delay = async (address = '192.168.65.50'): Promise<number> =>
  Number(/time=([\d.]+) ms/.exec(await stdout(`ping -c 1 ${address}`))?.[1]);

describe('filters of tc beside u32', () => {
  it('lead packets with a mark to a class', async () => {
    await at('host1', 'tc filter add dev eth0 parent 1: protocol ip prio 1 handle 6 fw flowid 1:1');
    expect(await delay()).toBeLessThan(50);
    await at('host1', 'iptables -t mangle -A OUTPUT -p icmp -j MARK --set-mark 6');
    expect(await delay()).toBeGreaterThan(99);
    expect(await stdout('tc filter show dev eth0')).toContain('pref 1 fw chain 0 handle 0x6 classid 1:1');
  });

  it('tell packets apart by what flower names', async () => {
    await at(
      'host1',
      'tc filter add dev eth0 parent 1: protocol ip prio 1 flower dst_ip 192.168.65.50 ip_proto icmp classid 1:1',
    );
    expect(await delay()).toBeGreaterThan(99);
    expect(await delay('203.0.113.10')).toBeLessThan(50);
    expect(await stdout('tc filter show dev eth0')).toContain(
      '  eth_type ipv4\n  ip_proto icmp\n  dst_ip 192.168.65.50\n  not_in_hw\n',
    );
  });

  it('take all by matchall, unless one before it does', async () => {
    await at('host1', 'tc filter add dev eth0 parent 1: prio 9 matchall flowid 1:1');
    expect(await delay('203.0.113.10')).toBeGreaterThan(99);
    await at('host1', 'tc filter add dev eth0 parent 1: protocol ip prio 1 flower dst_ip 203.0.113.0/24 classid 1:2');
    expect(await delay('203.0.113.10')).toBeLessThan(50);
  });

  it('refuse what they do not do', async () => {
    expect((await at('host1', 'tc filter add dev eth0 parent 1: protocol ip matchall action drop')).stderr).toContain(
      'action drop',
    );
    expect((await at('host1', 'tc filter add dev eth0 parent 1: protocol ip flower colour red')).stderr).toBe(
      'What is "colour"?\n',
    );
    expect((await at('host1', 'tc filter del dev eth0 parent 1: prio 3')).stderr).toContain(
      'Cannot find specified filter chain',
    );
  });
});
