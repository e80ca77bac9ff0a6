import { beforeAll, expect, it } from 'vitest';
import { labAfter, printed, type At } from '../shell.fixture.ts';
import { changedMode } from './coreutils/chmod.ts';

let at: At;
beforeAll(async () => {
  ({ at } = await labAfter('docker run -d --name web -p 8080:80 nginx', 'docker run -d --name box ubuntu'));
});

const out = async (place: string, line: string): Promise<string> => (await at(place, line)).stdout;

it('free tells of the memory that the machine has, and that its processes take', async () => {
  expect(await out('host1', 'free -h')).toMatch(
    / +total +used +free +shared +buff\/cache +available\nMem: +23Gi +1\.\dGi +\d+Gi +36Mi +2\.4Gi +2\dGi\nSwap: +0B +0B +0B\n/,
  );
  const used = async (): Promise<number> => Number(await out('host1', "free | awk '/Mem/ {print $3}'"));
  const before = await used();
  await at('host1', 'docker run -d --name more nginx');
  expect(await used()).toBeGreaterThan(before);
  expect((await at('box', 'free -x')).exit).toBe(1);
});

it('df lists what is mounted', async () => {
  expect(await out('box', 'df -h /')).toBe(
    'Filesystem      Size  Used Avail Use% Mounted on\noverlay         252G   26G   76G  26% /\n',
  );
  expect(await out('box', 'df | cut -d " " -f 1')).toBe('Filesystem\noverlay\ntmpfs\nshm\n/dev/vda1\n');
  expect(await at('box', 'df /none')).toEqual(printed('', 'df: /none: No such file or directory\n', 1));
});

it('uptime goes on with time', async () => {
  expect(await out('client', 'uptime -p')).toBe('up 1 hour\n');
  expect(await out('host1', 'sleep 120; uptime')).toMatch(/up {2}1:0\d, {2}0 users, {2}load average: 0\.00, 0\.00/);
});

it('top lists processes, again and again in batch mode', async () => {
  expect(await out('box', 'top -bn1')).toMatch(
    /^top - [^]*\nTasks: 3 total, 1 running, 2 sleep,[^]*\n +1 root .* sleep\n/,
  );
  expect(await out('box', 'timeout 5 top -b | grep -c ^top')).toBe('2\n');
  expect((await at('box', 'top')).exit).toBe(1);
});

it('dmesg is for those who may', async () => {
  expect(await at('box', 'dmesg')).toEqual(
    printed('', 'dmesg: read kernel buffer failed: Operation not permitted\n', 1),
  );
  expect(await out('host1', 'dmesg')).toMatch(/^\[ {4}0\.000000\] Linux version/);
});

it('lsof and fuser tell who holds a port', async () => {
  expect(await out('host1', 'lsof -i :8080 -P -n')).toMatch(
    /^COMMAND +PID USER +FD +TYPE DEVICE SIZE\/OFF NODE NAME\ndocker-pr +\d+ root +7u +IPv4 +\d+ +0t0 +TCP \*:8080 \(LISTEN\)\n/,
  );
  expect((await at('host1', 'lsof -i :81')).exit).toBe(1);
  expect(await out('host1', 'lsof -t -i tcp:8080')).toBe(
    (await out('host1', 'fuser 8080/tcp')).trim().replace(/ +/g, '\n') + '\n',
  );
  expect((await at('host1', 'fuser 81/tcp')).exit).toBe(1);
});

it('man says what a command says of itself', async () => {
  expect(await out('host1', 'man ip')).toContain('Usage: ip [ OPTIONS ]');
  expect(await at('host1', 'man nosuch')).toEqual(printed('', 'No manual entry for nosuch\n', 16));
});

it('python3 serves a folder, and runs nearly no code', async () => {
  const serve = 'mkdir -p /srv/w/sub; cd /srv/w; echo hello > a.txt; python3 -m http.server 8000 2>/tmp/log &';
  await at('box', serve);
  expect(await out('box', 'curl -s http://127.0.0.1:8000/ | grep href')).toBe(
    '<li><a href="a.txt">a.txt</a></li>\n<li><a href="sub/">sub/</a></li>\n',
  );
  expect(await out('box', 'curl -s http://127.0.0.1:8000/a.txt')).toBe('hello\n');
  expect(await out('box', 'curl -si http://127.0.0.1:8000/../../etc/passwd | head -1')).toBe(
    'HTTP/1.0 404 File not found\r\n',
  );
  expect((await at('box', "python3 -c 'while True: pass'")).exit).toBe(1);
  await at('host1', 'docker run -d --name py -w /srv -p 8001:8000 ubuntu python3 -m http.server');
  await at('client', 'curl -s http://192.168.65.10:8001/none');
  expect((await at('host1', 'docker logs py')).stderr).toMatch(
    /^\S+ - - \[05\/Jan\/2026 .*\] code 404, message File not found\n\S+ - - \[.*\] "GET \/none HTTP\/1\.1" 404 -\n$/,
  );
});

it('chmod keeps what it sets: a script runs where it may', async () => {
  const script = "printf '#!/bin/sh\\necho hi\\n' > /tmp/s";
  expect(await at('box', `${script}; /tmp/s`)).toEqual(printed('', 'sh: 1: /tmp/s: Permission denied\n', 126));
  expect(await at('box', `${script}; chmod +x /tmp/s; /tmp/s; stat -c %a /tmp/s`)).toEqual(printed('hi\n755\n'));
  expect(await at('box', 'chmod -x /tmp/s; /tmp/s')).toEqual(printed('', 'sh: 1: /tmp/s: Permission denied\n', 126));
  expect(await at('box', 'chmod zz /tmp/s')).toEqual(
    printed('', "chmod: invalid mode: 'zz'\nTry 'chmod --help' for more information.\n", 1),
  );
});

it.each([
  ['755', 0o644, 0o755],
  ['+x', 0o644, 0o755],
  ['u-w,go=', 0o755, 0o500],
  ['a=r', 0o755, 0o444],
  ['g+w', 0o444, 0o464],
  ['+w', 0o444, 0o644],
  ['u+X', 0o644, 0o644],
  ['zz', 0o644, undefined],
  ['', 0o644, undefined],
])('chmod %s of %o is %o', (text, before, after) => {
  expect(changedMode(text, before, false)).toBe(after);
});

it('nc -N ends with what it talks to, however silent that is', async () => {
  const talk =
    '(timeout 6 nc -lk 9001 >/tmp/got &); sleep 0.3; echo hello | timeout 5 nc -N 127.0.0.1 9001; echo $?; cat /tmp/got';
  expect(await out('box', talk)).toBe('0\nhello\n');
});

it('a server in the background writes what it says of a request where its errors go', async () => {
  await at('box', 'python3 -m http.server 8010 > /tmp/both 2>&1 &');
  await at('box', 'curl -s http://127.0.0.1:8010/none');
  expect(await out('box', 'cat /tmp/both')).toContain('code 404, message File not found');
});

it('iperf3 sends its connection the way that packets go, and says whose its figures are', async () => {
  await at('host1', 'docker run -d --name speed ubuntu iperf3 -s');
  const address = (await out('host1', 'docker inspect -f {{.NetworkSettings.IPAddress}} speed')).trim();
  const { stdout, stderr } = await at('box', `iperf3 -c ${address} -t 2`);
  expect(stdout).toMatch(/\[ {2}5\] {3}1\.00-2\.00 {3}sec {2}1\.10 GBytes {2}9\.41 Gbits\/sec[^]*iperf Done\.\n$/);
  expect(stderr).toContain("the simulator's");
  expect(await out('host1', 'docker logs speed')).toContain('Accepted connection from');
  await at('host1', 'iptables -I DOCKER-USER -j DROP; iptables -I FORWARD -j DROP');
  expect(await at('box', `iperf3 -c ${address} -p 1`)).toMatchObject({ exit: 1 });
  await at('host1', 'iptables -D DOCKER-USER -j DROP; iptables -D FORWARD -j DROP');
});

it('openssl refuses plainly', async () => {
  expect(await at('box', 'openssl s_client -connect example.com:443')).toEqual(
    printed('', "openssl: nothing in this lab speaks TLS: 's_client' is not part of it\n", 1),
  );
});

it('tar says of a directory that it is no archive', async () => {
  expect(await at('box', 'tar -f / -t')).toEqual(
    printed(
      '',
      'tar: /: Cannot read: Is a directory\ntar: At beginning of tape, quitting now\ntar: Error is not recoverable: exiting now\n',
      2,
    ),
  );
  expect(await at('box', 'tar -cf / etc')).toMatchObject({
    stderr: 'tar: /: Cannot open: Is a directory\ntar: Error is not recoverable: exiting now\n',
    exit: 2,
  });
});

it('a limit of minus nothing is nothing', async () => {
  await at('host1', 'docker run -d --name none --ulimit core=-0 alpine');
  expect(await out('host1', "docker inspect -f '{{json .HostConfig.Ulimits}}' none")).toBe(
    '[{"Name":"core","Hard":0,"Soft":0}]\n',
  );
});

it('what runs commands runs scripts too, and no directory', async () => {
  await at('box', 'printf \'#!/bin/sh\\necho "$0 $1"\\n\' > /tmp/hello; chmod +x /tmp/hello');
  expect(await out('box', 'timeout 5 /tmp/hello a')).toBe('/tmp/hello a\n');
  expect(await at('box', 'nice /etc')).toMatchObject({ exit: 126 });
});
