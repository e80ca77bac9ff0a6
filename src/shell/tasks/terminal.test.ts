import { beforeEach, describe, expect, test } from 'vitest';
import { createLab } from '../../world/lab.ts';
import type { Place } from '../../world/world.ts';
import { execute } from '../run.ts';
import { openSession, type Session } from '../session.ts';
import { INTERRUPT } from '../terminal/terminal.ts';
import type { Outcome } from '../tool/call.ts';

let session: Session;
/** What a person types. */
const type = async (place: Place, line: string): Promise<Outcome> => execute(session, place, line);
const holds = (place: Place): boolean => {
  const held = session.world.foreground?.[place];
  return held?.kind === 'process' ? session.world.kernel.processes[held.pid] !== undefined : held !== undefined;
};

beforeEach(async () => {
  session = openSession(createLab({ seed: 1 }), { inPlace: true });
  await type('host1', 'docker network create shop');
  await type('host1', 'docker run -d --name box --network shop alpine sleep infinity');
});

describe("a person's line that goes on", () => {
  test('waits for what comes to be, holding the terminal, and ends when it is there', async () => {
    const waiting = await type('host1/box', 'until getent hosts db; do echo none yet; sleep 1; done; echo found');
    expect(waiting.stdout).toMatch(/^(none yet\n){30,}$/);
    expect(holds('host1/box')).toBe(true);
    const started = await type('host1', 'docker run -d --name db --network shop nginx');
    const later = await type('host1', 'sleep 2');
    const shown = [started, later].map(({ elsewhere }) => elsewhere?.['host1/box']?.stdout ?? '');
    expect(shown.join('')).toMatch(/^(none yet\n)*\d+\.\d+\.\d+\.\d+ +db\nfound\n$/);
    expect(holds('host1/box')).toBe(false);
  });

  test('that comes to its end soon is waited for, and keeps its variables', async () => {
    expect((await type('host1', 'n=0; while [ $n -lt 3 ]; do n=$((n+1)); sleep 1; done; echo $n')).stdout).toBe('3\n');
    expect((await type('host1', 'echo $n')).stdout).toBe('3\n');
  });

  test('is ended by Ctrl-C, with all that it has started', async () => {
    await type('host1/box', 'while true; do nc -l -p 80; done');
    expect(holds('host1/box')).toBe(true);
    const { exit, stderr } = await type('host1/box', INTERRUPT);
    expect([exit, stderr, holds('host1/box')]).toEqual([130, '^C', false]);
    expect((await type('host1', 'docker top box')).stdout).not.toMatch(/nc -l|while/);
  });

  test('ping tells what it has come to when it is interrupted', async () => {
    await type('host1', 'docker run -d --name web --network shop nginx');
    const { stdout } = await type('host1/box', 'ping web');
    expect(stdout.match(/icmp_seq=\d+/g)).toEqual(['icmp_seq=1', 'icmp_seq=2', 'icmp_seq=3', 'icmp_seq=4']);
    const later = await type('host1', 'sleep 2');
    expect(later.elsewhere?.['host1/box']?.stdout.match(/icmp_seq=\d+/g)).toEqual(['icmp_seq=5', 'icmp_seq=6']);
    expect((await type('host1/box', INTERRUPT)).stdout).toMatch(/6 packets transmitted, 6 received, 0% packet loss/);
  });

  test('tail -f shows what is added to its file', async () => {
    await type('host1/box', 'echo one > /tmp/log');
    expect((await type('host1/box', 'tail -f /tmp/log')).stdout).toBe('one\n');
    const { elsewhere } = await type('host1', `docker exec box sh -c 'echo two >> /tmp/log'`);
    expect(elsewhere?.['host1/box']?.stdout).toBe('two\n');
  });

  test('watch draws its picture again as time passes', async () => {
    const first = await type('host1', 'watch -n 5 date +%S');
    expect(first.stdout).toContain('Every 5.0s: date +%S');
    const { elsewhere } = await type('host1/box', 'sleep 11');
    expect(elsewhere?.['host1']?.stdout.match(/Every 5\.0s/g)).toHaveLength(2);
  });

  test('docker run in the foreground shows what its script prints as it comes', async () => {
    const { stdout } = await type(
      'host1',
      `docker run --name talks alpine sh -c 'for i in 1 2 3; do echo $i; sleep 2; done'`,
    );
    expect(stdout).toBe('1\n2\n3\n');
    await type('host1', `docker run --name tells alpine sh -c 'while true; do echo tick; sleep 1; done'`);
    expect(holds('host1')).toBe(true);
    expect((await type('host1/box', 'sleep 3')).elsewhere?.['host1']?.stdout).toBe('tick\n'.repeat(3));
  });

  test('docker logs -f shows what a container prints', async () => {
    await type('host1', `docker run -d --name tells alpine sh -c 'while true; do echo tick; sleep 1; done'`);
    await type('host1', 'docker logs -f tells');
    expect(holds('host1')).toBe(true);
    expect((await type('host1/box', 'sleep 3')).elsewhere?.['host1']?.stdout).toBe('tick\n'.repeat(3));
  });

  test('tcpdump at another terminal hears what a script does as time passes', async () => {
    await type('host1', 'docker run -d --name web --network shop nginx');
    await type('host1/box', 'tcpdump -lni eth0 icmp 2> /dev/null');
    await type('host1', `docker exec -d web sh -c 'while sleep 1; do ping -c 1 box; done'`);
    const { elsewhere } = await type('host1', 'sleep 2.5');
    expect(elsewhere?.['host1/box']?.stdout.match(/echo request/g)).toHaveLength(2);
  });

  test('a list in the background goes on while the terminal is free', async () => {
    await type('host1', '(sleep 3; echo late) &');
    expect(holds('host1')).toBe(false);
    expect((await type('host1', 'echo now')).stdout).toBe('now\n');
    expect((await type('host1', 'sleep 5')).stdout).toBe('late\n');
  });
});

describe('processes that never wait', () => {
  test('leave the others, and the lines, their time', async () => {
    for (let i = 0; i < 10; i += 1)
      await type('host1', `docker run -d --name busy${i} alpine sh -c 'while true; do :; done'`);
    await type('host1', 'sleep 60');
    expect((await type('host1', 'docker ps -q')).stdout.match(/\n/g)).toHaveLength(11);
  });

  test('are killed where they want ever more memory', async () => {
    await type('host1', `docker run -d --name hoards alpine sh -c 'x=0123456789; while true; do x=$x$x; done'`);
    await type('host1', `docker run -d --name calls alpine sh -c 'f() { f $1$1; }; f 0123456789'`);
    await type('host1', 'sleep 60');
    const { stdout } = await type('host1', `docker inspect -f '{{.State.ExitCode}}' hoards calls`);
    expect(stdout).toBe('137\n137\n');
  });

  test('keep their lists from one turn to the next', async () => {
    const line = 'a=(x y); n=0; until [ $n = 2 ]; do sleep 1; echo ${a[$n]}; n=$((n+1)); done';
    expect((await type('host1', line)).stdout).toBe('x\ny\n');
  });
});
