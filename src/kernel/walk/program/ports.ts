import { remembering } from '../../remembering.ts';
import { setting } from '../../sysctl/settings.ts';
import type { Memory } from '../memory.ts';
import type { Walk } from '../walk.ts';

/** A well-mixed 32-bit number of a text and two numbers (FNV-1a, then murmur3's last steps). */
function mixed(text: string, one: number, two: number): number {
  let hash = 0x811c9dc5 ^ one;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ two, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const portRange = remembering((text) => text.split('\t').map(Number));

/** An ephemeral port that nobody uses, from ip_local_port_range. Linux connects TCP from even ports while there are any. */
export function takePort(walk: Walk, memory: Memory, protocol: 'tcp' | 'udp'): number {
  const [low = 32768, high = 60999] = portRange(setting(memory.namespace, 'net.ipv4.ip_local_port_range'));
  const size = high - low + 1;
  for (;;) {
    const offset = mixed(memory.id, walk.seed, memory.portsUsed++) % size;
    const port = low + (protocol === 'tcp' ? offset - (offset % 2) : offset);
    if (!isTaken(memory, protocol, port)) return port;
  }
}

function isTaken(memory: Memory, protocol: 'tcp' | 'udp', port: number): boolean {
  if (memory.askers?.has(`${protocol} ${port}`)) return true;
  if (protocol === 'tcp' && memory.namespace.established?.some((socket) => socket.port === port)) return true;
  if (memory.namespace.sockets.some((socket) => socket.protocol === protocol && socket.port === port)) return true;
  for (const { localPort } of memory.connections?.values() ?? [])
    if (protocol === 'tcp' && localPort === port) return true;
  return false;
}
