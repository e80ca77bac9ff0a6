import { beforeAll, describe, expect, it } from 'vitest';
import { createLab } from '../../../world/lab.ts';
import { execute } from '../../run.ts';
import { openSession } from '../../session.ts';

const session = openSession(createLab({ seed: 1 }), { inPlace: true });
const at = async (place: string, line: string) => {
  const { stdout, stderr, exit } = await execute(session, place, line, { fresh: true });
  return { stdout, stderr, exit };
};

beforeAll(async () => {
  await at('host1', 'docker run -d --name web -p 8080:80 nginx');
  await at('host1', 'docker run -d --name box alpine');
});

describe('ps', () => {
  it('lists what a container runs, as recorded', async () => {
    expect((await at('web', 'ps -C nginx -o pid,args')).stdout).toBe(
      '    PID COMMAND\n      1 nginx: master process nginx -g daemon off;\n      7 nginx: worker process\n      8 nginx: worker process\n',
    );
    expect((await at('web', 'ps -fC nginx')).stdout).toContain(
      'UID          PID    PPID  C STIME TTY          TIME CMD\nroot           1       0  0 09:00 ?        00:00:00 nginx: master process',
    );
    expect((await at('box', 'ps aux')).stdout).toContain(
      'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\nroot           1  0.0  0.0   2600  1640 ?        Ss   09:00   0:00 sleep infinity\n',
    );
    expect((await at('web', 'ps -p 1 -o comm=')).stdout).toBe('nginx\n');
  });
  it('shows the host its docker-proxies', async () => {
    const { stdout } = await at('host1', 'ps -C docker-proxy -o args');
    expect(stdout.split('\n')).toEqual([
      'COMMAND',
      ...['0.0.0.0', '::'].map(
        (ip) =>
          `/usr/sbin/docker-proxy -proto tcp -host-ip ${ip} -host-port 8080 -container-ip 172.17.0.2 -container-port 80 -use-listen-fd`,
      ),
      '',
    ]);
  });
  it('refuses as procps does', async () => {
    expect(await at('web', 'ps -p 99')).toEqual({ stdout: '    PID TTY          TIME CMD\n', stderr: '', exit: 1 });
    expect((await at('web', 'ps --foo')).stderr).toMatch(/^error: unknown gnu long option\n\nUsage:/);
  });
});

describe('nsenter', () => {
  it("enters a process's network, and its host name when asked", async () => {
    const pid = (await at('host1', "docker inspect -f '{{.State.Pid}}' box")).stdout.trim();
    expect((await at('host1', `nsenter -t ${pid} -n ip -br -4 addr`)).stdout).toContain('172.17.0.3/16');
    expect((await at('host1', `nsenter --target ${pid} --net cat /etc/hostname`)).exit).toBe(0);
    const key = (await at('host1', "docker inspect -f '{{.NetworkSettings.SandboxKey}}' web")).stdout.trim();
    expect((await at('host1', `nsenter --net=${key} ip -br -4 addr`)).stdout).toContain('172.17.0.2/16');
  });
  it.each([
    ['nsenter', 'nsenter: no namespace specified\n'],
    ['nsenter -n', 'nsenter: no target PID specified\n'],
    ['nsenter --net=/nosuch ip addr', 'nsenter: cannot open /nosuch: No such file or directory\n'],
    ['nsenter -t 99999 -n ip addr', 'nsenter: cannot open /proc/99999/ns/net: No such file or directory\n'],
    ['nsenter -t x -n ls', 'nsenter: invalid PID argument\n'],
    ['nsenter -Q', "nsenter: invalid option -- 'Q'\nTry 'nsenter --help' for more information.\n"],
  ])('%s', async (line, stderr) => {
    expect(await at('host1', line)).toEqual({ stdout: '', stderr, exit: 1 });
  });
});
