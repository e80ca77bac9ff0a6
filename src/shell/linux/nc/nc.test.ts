import { beforeAll, describe, expect, it } from 'vitest';
import { labAfter, printed, type At } from '../../shell.fixture.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter(
    'docker network create shop',
    'docker run -d --name web --network shop nginx',
    'docker run -d --name box --network shop alpine',
    'docker run -d --name none --network none alpine',
  ));
});

describe('nc', () => {
  it.each([
    ['box', 'nc -zv web 80', printed('', 'Connection to web (172.18.0.2) 80 port [tcp/http] succeeded!\n')],
    ['box', 'nc -z web 80', printed('', 'Connection to web (172.18.0.2) 80 port [tcp/http] succeeded!\n')],
    [
      'box',
      'nc -zv web 81',
      printed('', 'nc: connect to web (172.18.0.2) port 81 (tcp) failed: Connection refused\n', 1),
    ],
    [
      'none',
      'nc -zv 8.8.8.8 80',
      printed('', 'nc: connect to 8.8.8.8 port 80 (tcp) failed: Network is unreachable\n', 1),
    ],
    ['box', 'nc', printed('', expect.stringMatching(/^usage: nc \[/) as string, 1)],
  ])('%s$ %s', async (place, line, expected) => expect(await at(place, line)).toEqual(expected));

  it('listens until its time is up, where the options say and the operands do not', async () => {
    expect(await at('box', 'timeout 1 nc -l -s 127.0.0.1 -p 8080')).toEqual(printed('', '', 124));
    expect((await at('box', 'nc -z 127.0.0.1 8080')).exit).toBe(1);
    expect((await at('box', 'nc -l -p 8080 9090')).stderr).toMatch(/^usage: nc \[/);
  });
  it('scans UDP from one port; what is no line yet is not logged', async () => {
    await at('host1', 'docker run -d --name sink -p 5300:53/udp busybox nc -dlku 53');
    await at('client', 'echo q | nc -u -w1 192.168.65.10 5300; nc -zu 192.168.65.10 5300');
    expect((await at('host1', 'conntrack -L -p udp | grep -c dport=5300')).stdout).toBe('2\n');
    expect((await at('host1', 'docker logs sink')).stdout).toBe('q\n');
    expect((await at('host1', 'docker stop -t 0 sink; docker logs sink')).stdout).toBe('sink\nq\nXXXX');
  });
  it('hears the first that sends it a datagram, and nobody else, unless it is to keep on', async () => {
    await at('host1', 'docker run -d --name one -p 5400:54/udp alpine nc -lu 54');
    await at('client', 'echo a | nc -u -w1 -p 4444 192.168.65.10 5400; echo b | nc -u -w1 192.168.65.10 5400');
    expect((await at('host1', 'docker exec one ss -unH')).stdout).toMatch(
      /^0 +0 +172\.17\.0\.\d:54 +192\.168\.65\.50:4444/,
    );
    await at('client', 'echo c | nc -u -w1 -p 4444 192.168.65.10 5400');
    expect((await at('host1', 'docker logs one')).stdout).toBe('a\nc\n');
    expect((await at('host1', 'docker exec one netstat -unl; docker rm -f one')).stdout).not.toContain('udp ');
  });
  it('talks', async () => {
    expect((await at('box', "printf 'GET / HTTP/1.0\\r\\n\\r\\n' | nc -w 1 web 80 | head -1")).stdout).toBe(
      'HTTP/1.1 200 OK\r\n',
    );
  });
  it('ends with its first connection, and its container with it, unless it is to keep on', async () => {
    await at('host1', 'docker run -d --name once alpine nc -l 9000; docker run -d --name on alpine nc -lk 9000');
    for (const name of ['once', 'on'])
      await at('host1', `echo hi | nc -N $(docker inspect -f {{.NetworkSettings.IPAddress}} ${name}) 9000`);
    expect((await at('host1', 'docker inspect -f "{{.State.Status}} {{.State.ExitCode}}" once on')).stdout).toBe(
      'exited 0\nrunning 0\n',
    );
    expect((await at('host1', 'docker logs once; docker rm -f once on')).stdout).toBe('hi\nonce\non\n');
  });
  it('waits as long as it is told for what does not answer', async () => {
    const { stderr, exit } = await at('box', 'nc -zvw1 172.18.0.99 80');
    expect(stderr).toMatch(
      /^nc: connect to 172\.18\.0\.99 port 80 \(tcp\) (timed out: Operation now in progress|failed: No route to host)\n/,
    );
    expect(exit).toBe(1);
  });
});

describe('kill and its kin', () => {
  it('find processes by their user', async () => {
    await at('host1', 'docker run -d --name ours -u nobody alpine sleep 1000; docker run -d --name page nginx');
    expect((await at('ours', 'pgrep -u nobody -a; pgrep -u 65534 -c; pgrep -c -u root sleep')).stdout).toBe(
      '1 sleep 1000\n1\n0\n',
    );
    expect((await at('page', 'pgrep -c -u www-data; pgrep -c -u root nginx')).stdout).toBe('2\n1\n');
    await at('host1', 'docker rm -f ours page');
  });
  it('end processes, and containers with their main one', async () => {
    await at('box', 'nc -lk 9000 &');
    expect((await at('web', 'nc -z box 9000')).exit).toBe(0);
    expect((await at('box', 'pgrep -a nc')).stdout).toMatch(/^\d+ nc -lk 9000\n$/);
    expect((await at('box', 'pkill nc')).exit).toBe(0);
    expect((await at('web', 'nc -z box 9000')).exit).toBe(1);
    expect(await at('none', 'kill -9 1; kill 1')).toEqual(printed(''));
    const pid = (await at('host1', "docker inspect -f '{{.State.Pid}}' none")).stdout.trim();
    expect((await at('host1', `kill -9 ${pid}`)).exit).toBe(0);
    expect((await at('host1', "docker inspect -f '{{.State.Status}} {{.State.ExitCode}}' none")).stdout).toBe(
      'exited 137\n',
    );
    expect((await at('host1', `kill ${pid}`)).stderr).toBe('sh: 1: kill: No such process\n\n');
  });
});
