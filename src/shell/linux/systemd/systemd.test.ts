import { expect, test } from 'vitest';
import { labAfter } from '../../shell.fixture.ts';

test('a knock at the socket starts the engine, and without the socket nobody answers', async () => {
  const { at } = await labAfter();
  expect(await at('host1', 'systemctl stop docker')).toMatchObject({
    stderr: "Stopping 'docker.service', but its triggering units are still active:\ndocker.socket\n",
    exit: 0,
  });
  expect((await at('host1', 'docker ps -q; systemctl is-active docker')).stdout).toBe('active\n');
  await at('host1', 'systemctl stop docker docker.socket');
  expect(await at('host1', 'docker ps')).toMatchObject({
    stderr: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?\n',
    exit: 1,
  });
  expect((await at('host1', 'docker version')).stdout).toMatch(/^Client:[^]*linux\/amd64\n Context: +default\n$/);
});

test('a file that is no JSON keeps the engine down until it is mended', async () => {
  const { at } = await labAfter("echo '{ nope }' > /etc/docker/daemon.json");
  expect((await at('host1', 'systemctl restart docker')).exit).toBe(1);
  expect(await at('host1', 'systemctl is-active docker')).toMatchObject({ stdout: 'failed\n', exit: 3 });
  expect((await at('host1', 'dockerd --validate')).stderr).toContain('invalid JSON');
  await at('host1', "echo '{}' > /etc/docker/daemon.json; systemctl start docker");
  expect((await at('host1', 'systemctl is-active docker')).stdout).toBe('active\n');
});

test('a reboot takes what was made by hand, and brings back files, the engine and whom its policies want', async () => {
  const { at } = await labAfter(
    'docker run -d --name web --restart always -p 8080:80 nginx',
    'docker run -d --name gone nginx',
    'iptables -I INPUT -s 10.9.9.9 -j DROP',
    'ip link add dummy7 type dummy',
    'sysctl -w net.ipv4.conf.all.rp_filter=2',
    'echo kept > /root/note; echo lost > /tmp/note',
  );
  const [mac] = [(await at('host1', 'cat /sys/class/net/eth0/address')).stdout];
  expect((await at('host1', 'reboot')).exit).toBe(0);
  expect((await at('host1', 'iptables -S INPUT')).stdout).toBe('-P INPUT ACCEPT\n');
  expect((await at('host1', 'ip -br link show dummy7')).exit).toBe(1);
  expect((await at('host1', 'sysctl -n net.ipv4.conf.all.rp_filter')).stdout).toBe('0\n');
  expect((await at('host1', 'cat /root/note; cat /tmp/note')).stdout).toBe('kept\n');
  expect((await at('host1', 'cat /sys/class/net/eth0/address')).stdout).toBe(mac);
  expect((await at('host1', "docker ps --format '{{.Names}}'")).stdout).toBe('web\n');
  expect((await at('client', "curl -s -o /dev/null -w '%{http_code}' http://192.168.65.10:8080/")).stdout).toBe('200');
});
