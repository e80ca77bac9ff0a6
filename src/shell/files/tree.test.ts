import { beforeEach, describe, expect, it } from 'vitest';
import { labAfter, printed, type At } from '../shell.fixture.ts';

let at: At;
beforeEach(async () => {
  ({ at } = await labAfter('docker run -d --name box alpine', 'docker run -d --name web nginx'));
});
const stdout = async (place: string, line: string) => (await at(place, line)).stdout;

describe("a place's files", () => {
  it('are what was written, and each place its own', async () => {
    await at('box', 'mkdir -p /a/b && echo one > /a/b/f && cp /a/b/f /a/g && mv /a/g /a/h && ln -s b/f /a/l');
    expect(await stdout('box', 'ls -1 /a; cat /a/h /a/l')).toBe('b\nh\nl\none\none\n');
    expect(await at('web', 'ls /a')).toEqual(printed('', "ls: cannot access '/a': No such file or directory\n", 2));
  });
  it('of the image can be removed, and made again', async () => {
    await at('web', 'rm /usr/share/nginx/html/index.html');
    expect(await stdout('web', 'ls /usr/share/nginx/html')).toBe('');
    await at('web', 'echo mine > /usr/share/nginx/html/index.html');
    expect(await stdout('web', 'head /usr/share/nginx/html/*')).toBe('mine\n');
  });
  it.each([
    ['cat /nosuch', printed('', 'cat: /nosuch: No such file or directory\n', 1)],
    ['cat /etc', printed('', 'cat: /etc: Is a directory\n', 1)],
    ['cat /etc/passwd/x', printed('', 'cat: /etc/passwd/x: Not a directory\n', 1)],
    ['ls -d /etc', printed('/etc\n')],
    ['ls /sys/class/net', printed('eth0\nlo\n')],
    ['readlink /sys/class/net/eth0', printed('../../devices/virtual/net/eth0\n')],
    ['cat /etc/nosuch 2>/dev/null', printed('', '', 1)],
  ])('%s', async (line, expected) => expect(await at('box', line)).toEqual(expected));
});

describe('views', () => {
  it("are the engine's /etc files", async () => {
    expect(await stdout('box', 'cat /etc/hosts')).toMatch(
      /^127\.0\.0\.1\tlocalhost\n(.+\n)+172\.17\.0\.2\t[0-9a-f]{12}\n$/,
    );
    expect(await stdout('box', 'grep -c nameserver /etc/resolv.conf')).toBe('1\n');
  });
  it("are the kernel's state", async () => {
    expect(await stdout('host1', 'cat /proc/sys/net/ipv4/ip_forward /sys/class/net/docker0/operstate')).toBe('1\nup\n');
    expect(await stdout('host1', 'ls /sys/class/net/docker0/brif | wc -l')).toBe('2\n');
    const index = await stdout('box', 'cat /sys/class/net/eth0/iflink');
    const name = await stdout('host1', `grep -lx ${index.trim()} /sys/class/net/veth*/ifindex`);
    expect(name).toMatch(/^\/sys\/class\/net\/veth[0-9a-f]{7}\/ifindex\n$/);
    expect(await stdout('box', 'head -2 /proc/net/route')).toMatch(
      /^Iface\tDestination\tGateway .*\neth0\t00000000\t010011AC\t0003\t/,
    );
  });
  it('change the kernel where it may be changed', async () => {
    await at('host1', 'echo 0 > /proc/sys/net/ipv4/ip_forward');
    expect(await stdout('host1', 'sysctl net.ipv4.ip_forward')).toBe('net.ipv4.ip_forward = 0\n');
    expect((await at('box', 'echo 0 > /proc/sys/net/ipv4/ip_forward')).stderr).toBe(
      'sh: 1: cannot create /proc/sys/net/ipv4/ip_forward: Read-only file system\n',
    );
  });
});

describe("a swarm's load balancer", () => {
  it('shows its services in the sandbox where it stands, and the connections of each server', async () => {
    const { at } = await labAfter(
      'docker swarm init',
      'docker service create -d --name web -p 8080:80 traefik/whoami',
      'sleep 3',
    );
    expect((await at('client', 'curl -s http://192.168.65.10:8080')).stdout).toContain('RemoteAddr: 10.0.0.2');
    const { stdout } = await at('host1', 'nsenter --net=/run/docker/netns/ingress_sbox cat /proc/net/ip_vs');
    expect(stdout).toMatch(/^FWM {2}00000100 rr \n {2}-> 0A0000\w\w:0000 {6}Masq {4}1 {6}0 {10}1 +$/m);
    expect((await at('host1', 'cat /proc/net/ip_vs')).stderr).toContain('No such file or directory');
  });
});
