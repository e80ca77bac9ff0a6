import { describe, expect, it } from 'vitest';
import { createNamespace } from '../namespaces.ts';
import { emptyKernel } from '../kernel.ts';
import { setUp } from '../link/link-up.ts';
import type { Namespace } from '../namespace.ts';
import { endProcess, startProcess } from '../process/processes.ts';
import type { Socket } from './socket.ts';
import { bind, close, listen, socketFor, socketsByPort } from './sockets.ts';

function host(): Namespace {
  const kernel = emptyKernel();
  const namespace = createNamespace(kernel, 'host');
  setUp(kernel, { namespace: 'host', index: 1 });
  return namespace;
}

const listenAt = (namespace: Namespace, address: string, port = 80, v6only = false, pid = 1) =>
  bind(namespace, { protocol: 'tcp', address, port, pid, backlog: 0, fd: 3, ...(v6only ? { v6only } : {}) });

describe('bind', () => {
  it('refuses a port that the same address or a wildcard has', () => {
    const namespace = host();
    expect(listenAt(namespace, '127.0.0.1')).toBe('ok');
    expect(listenAt(namespace, '127.0.0.1')).toBe('in-use');
    expect(listenAt(namespace, '127.0.0.2')).toBe('ok');
    expect(listenAt(namespace, '0.0.0.0')).toBe('in-use');
    expect(listenAt(namespace, '::')).toBe('in-use');
    expect(listenAt(namespace, '::', 80, true)).toBe('ok');
    expect(listenAt(namespace, '::1')).toBe('in-use');
    expect(listenAt(namespace, '0.0.0.0', 81)).toBe('ok');
  });

  it('lets sockets share an address until one of them listens, UDP ones for good', () => {
    const namespace = host();
    const one: Socket = { protocol: 'tcp', address: '0.0.0.0', port: 80, bound: true, pid: 1, backlog: 1, fd: 3 };
    const two: Socket = { ...one, address: '127.0.0.1', pid: 2 };
    expect([bind(namespace, one), bind(namespace, two)]).toEqual(['ok', 'ok']);
    expect([listen(namespace, one), listen(namespace, two)]).toEqual(['ok', 'in-use']);
    expect([one.bound, two.bound]).toEqual([undefined, true]);
    const udp: Socket = { protocol: 'udp', address: '0.0.0.0', port: 53, pid: 1, backlog: 0, fd: 3 };
    expect([bind(namespace, udp), bind(namespace, { ...udp, pid: 2 })]).toEqual(['ok', 'ok']);
    expect(socketFor(namespace, 'udp', '127.0.0.1', 53)?.pid).toBe(2);
  });

  it('refuses addresses of others', () => {
    expect(listenAt(host(), '10.0.0.1')).toBe('not-available');
  });
});

it('hands a segment to the socket of its address before a wildcard of its family, and that before another', () => {
  const namespace = host();
  listenAt(namespace, '::', 80, false, 1);
  expect(socketFor(namespace, 'tcp', '127.0.0.1', 80)?.pid).toBe(1);
  expect(socketFor(namespace, 'tcp', '::1', 80)?.pid).toBe(1);
  expect(socketFor(namespace, 'udp', '::1', 80)).toBeUndefined();
  listenAt(namespace, '127.0.0.1', 81, false, 2);
  listenAt(namespace, '127.0.0.3', 81, false, 3);
  expect(socketFor(namespace, 'tcp', '127.0.0.3', 81)?.pid).toBe(3);
  expect(socketFor(namespace, 'tcp', '127.0.0.4', 81)).toBeUndefined();
  listenAt(namespace, '::', 82, true, 4);
  expect(socketFor(namespace, 'tcp', '127.0.0.1', 82)).toBeUndefined();
});

it('binds, lets listen and closes by the sockets of a port alone as by all of them', () => {
  const namespace = host();
  listenAt(namespace, '0.0.0.0', 80);
  const byPort = socketsByPort(namespace);
  const socket = (port: number, fd: number): Socket => ({
    protocol: 'tcp',
    address: '127.0.0.1',
    port,
    pid: 1,
    backlog: 0,
    fd,
    bound: true,
  });
  const [taken, first, second] = [socket(80, 3), socket(81, 4), socket(81, 5)];
  expect(bind(namespace, taken, byPort)).toBe('in-use');
  expect([first, second].map((each) => bind(namespace, each, byPort))).toEqual(['ok', 'ok']);
  expect([first, second].map((each) => listen(namespace, each, byPort))).toEqual(['ok', 'in-use']);
  for (const each of [first, second]) close(namespace, each, byPort);
  expect(namespace.sockets).toHaveLength(1);
  expect(bind(namespace, socket(81, 6), byPort)).toBe('ok');
});

it('passes over a socket that does not hear the sender', () => {
  const namespace = host();
  const udp: Socket = { protocol: 'udp', address: '0.0.0.0', port: 53, pid: 1, backlog: 0, fd: 3 };
  bind(namespace, udp);
  bind(namespace, { ...udp, address: '127.0.0.1', pid: 2, peer: { address: '127.0.0.9', port: 9 } });
  expect(socketFor(namespace, 'udp', '127.0.0.1', 53, ({ peer }) => !peer)?.pid).toBe(1);
  expect(socketFor(namespace, 'udp', '127.0.0.1', 53)?.pid).toBe(2);
});

it('closes the sockets of a process that ends, in every namespace it had them', () => {
  const kernel = emptyKernel();
  for (const id of ['host', 'box']) {
    createNamespace(kernel, id);
    setUp(kernel, { namespace: id, index: 1 });
  }
  const base = { parent: 1, machine: 'host', namespace: 'host', program: 'dockerd', command: ['dockerd'], started: 0 };
  const { pid } = startProcess(kernel, { ...base, sockets: ['box'] });
  const other = startProcess(kernel, base);
  expect(other.pid).toBe(pid + 1);
  for (const namespace of Object.values(kernel.namespaces)) {
    listenAt(namespace, '127.0.0.11', 53, false, pid);
    listenAt(namespace, '127.0.0.12', 53, false, other.pid);
  }
  endProcess(kernel, pid);
  expect(Object.values(kernel.namespaces).map(({ sockets }) => sockets.map((each) => each.pid))).toEqual([
    [other.pid],
    [other.pid],
  ]);
  expect(kernel.processes[pid]).toBeUndefined();
});
