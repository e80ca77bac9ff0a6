import { beforeEach, describe, expect, it } from 'vitest';
import { labAfter, type At } from '../../shell.fixture.ts';

let at: At;
beforeEach(async () => {
  ({ at } = await labAfter('docker run -d --name web nginx'));
});
const stdout = async (line: string): Promise<string> => (await at('host1', line)).stdout;
const times = (text: string): number[] => [...text.matchAll(/time=([\d.]+) ms/g)].map(([, time]) => Number(time));

describe('netem', () => {
  it('delays what its link sends, for all that comes behind it', async () => {
    await at('host1', 'ping -c 1 192.168.65.50; tc qdisc add dev eth0 root netem delay 100ms');
    expect(await stdout('tc qdisc show dev eth0')).toMatch(
      /^qdisc netem 8001: root refcnt 3 limit 1000 delay 100ms seed \d+\n$/,
    );
    for (const time of times(await stdout('ping -c 3 192.168.65.50'))) expect(time).toBeCloseTo(100, 0);
    expect(times((await at('web', 'ping -c 1 203.0.113.10')).stdout)[0]).toBeGreaterThan(100);
    expect(times(await stdout('ping -c 1 172.17.0.2'))[0]).toBeLessThan(1);
    expect(Number(await stdout('curl -s -o /dev/null -w "%{time_total}" http://203.0.113.10/'))).toBeGreaterThan(0.2);
  });

  it('loses what it is told to, counts that, and no capture sees it', async () => {
    await at('host1', 'tc qdisc add dev eth0 root netem loss 100%');
    await at('host1', 'tcpdump -n -i eth0 icmp > /tmp/seen 2>/dev/null & ping -c 3 -i 0.2 -W 1 192.168.65.50');
    expect(await stdout('kill %1; cat /tmp/seen')).not.toContain('echo request');
    expect(await stdout('tc -s qdisc show dev eth0')).toMatch(/Sent 0 bytes 0 pkt \(dropped [1-9]/);
  });

  it('loses a part by chance, which is the same each time, and TCP sends that again', async () => {
    const again = async (): Promise<string> => {
      ({ at } = await labAfter('docker run -d --name web nginx'));
      await at('host1', 'tc qdisc add dev eth0 root netem loss 30%');
      return stdout(
        'ping -q -c 100 -i 0.2 192.168.65.50; for i in $(seq 6); do curl -s -m 30 http://203.0.113.10/ | grep -c R; done',
      );
    };
    const first = await again();
    const lost = Number(/(\d+)% packet loss/.exec(first)?.[1]);
    expect(lost).toBeGreaterThan(15);
    expect(lost).toBeLessThan(45);
    expect(first).toMatch(/(?:\d\n){6}$/);
    expect(await again()).toBe(first);
  });

  it('keeps a slow way’s answers, however long they take', async () => {
    await at('host1', 'tc qdisc add dev eth0 root netem delay 900ms');
    const { exit, stdout: code } = await at('host1', 'curl -s -o /dev/null -w "%{http_code}" http://203.0.113.10/');
    expect([exit, code]).toEqual([0, '200']);
  });

  it('says what the simulator has not of it, and takes no other word', async () => {
    expect((await at('host1', 'tc qdisc add dev eth0 root netem corrupt 5%')).stderr).toBe(
      "tc: the simulator's netem has no corrupt\n",
    );
    expect((await at('host1', 'tc qdisc add dev eth0 root netem loss 101%')).stderr).toBe('Illegal "loss percent"\n');
  });
});

describe('rates', () => {
  it('a bucket lets a burst through, then keeps packets back, and loses what would wait too long', async () => {
    await at('host1', 'ping -c 1 192.168.65.50; tc qdisc add dev eth0 root tbf rate 8kbit burst 1540 latency 1s');
    const text = await stdout('ping -c 9 -i 0.01 -s 400 -W 3 192.168.65.50');
    const [first = 0, second = 0, third = 0, fourth = 0] = times(text);
    expect([first, second, third].every((time) => time < 1)).toBe(true);
    expect(fourth).toBeGreaterThan(100);
    expect(text).not.toContain(' 0% packet loss');
  });

  it('a filter sends what it matches to its class, and the rest elsewhere', async () => {
    await at('host1', 'ping -c 1 192.168.65.50; tc qdisc add dev eth0 root handle 1: prio');
    await at('host1', 'tc qdisc add dev eth0 parent 1:3 handle 30: netem delay 200ms');
    await at(
      'host1',
      'tc filter add dev eth0 protocol ip parent 1: u32 match ip dst 203.0.113.0/24 match ip protocol 1 0xff flowid 1:3',
    );
    expect(times(await stdout('ping -c 1 203.0.113.10'))[0]).toBeGreaterThanOrEqual(200);
    expect(times(await stdout('ping -c 1 192.168.65.50'))[0]).toBeLessThan(1);
    expect(Number(await stdout('curl -s -o /dev/null -w "%{time_total}" http://203.0.113.10/'))).toBeLessThan(0.1);
  });

  it('a class of htb has its rate, and what is above it the last word', async () => {
    await at('host1', 'ping -c 1 192.168.65.50; tc qdisc add dev eth0 root handle 1: htb default 10');
    await at('host1', 'tc class add dev eth0 parent 1: classid 1:1 htb rate 8kbit burst 500 cburst 500');
    await at('host1', 'tc class add dev eth0 parent 1:1 classid 1:10 htb rate 4kbit ceil 100mbit burst 500 cburst 500');
    const all = times(await stdout('ping -c 3 -i 0.01 -s 400 -W 3 192.168.65.50'));
    expect(all[2]).toBeGreaterThan(400);
  });
});
