import type { Stream } from '../../process/program.ts';
import { call, type Agent } from '../program/agent.ts';
import { abort, close, finish, sendSegment, type Tcb } from './tcp.ts';
import type { Walk } from '../walk.ts';

/** The most octets that go into one segment here: a first window (ten times 1448), cut by the device, not by the stack. */
const WINDOW = 14_480;

/** A program's handle on its end of a connection. Each use of it is a system call, made in turn. */
export function streamOf(walk: Walk, tcb: Tcb, agent: Agent): Stream {
  return {
    local: tcb.local,
    localPort: tcb.localPort,
    remote: tcb.remote,
    remotePort: tcb.remotePort,
    received: () => tcb.received,
    note: {},
    send: (text) => call(walk, agent, () => write(walk, tcb, text)),
    end: () => call(walk, agent, () => finish(walk, tcb)),
    close: (options = {}) => call(walk, agent, () => (options.unread ? abort(walk, tcb) : close(walk, tcb))),
    reset: () => call(walk, agent, () => abort(walk, tcb)),
  };
}

/** Sends octets, unless the connection or its writing side is closed (EPIPE). */
export function write(walk: Walk, tcb: Tcb, text: string): void {
  for (let at = 0; at < text.length; at += WINDOW) {
    if (tcb.state !== 'ESTABLISHED' || tcb.finSent) return;
    sendSegment(walk, tcb, 'P.', text.slice(at, at + WINDOW));
  }
}
