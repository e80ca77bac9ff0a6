import type { Hop } from './hop.ts';
import type { Frame, TcpFlags } from './packet/frame.ts';

type Transport = Extract<Frame['payload'], { kind: 'ip' }>['transport'];

/** A frame from 10.0.0.1 to 10.0.0.2. */
export const frameOf = (transport: Transport): Frame => ({
  source: '02:00:00:00:00:01',
  destination: '02:00:00:00:00:02',
  payload: { kind: 'ip', source: '10.0.0.1', destination: '10.0.0.2', ttl: 64, transport },
});

export const echo: Frame = frameOf({ kind: 'icmp', type: 'echo-request', id: 1, sequence: 1, size: 56 });

export const tcpFrame = (flags: TcpFlags, data = ''): Frame =>
  frameOf({ kind: 'tcp', sourcePort: 49008, destinationPort: 80, flags, data });

/** A packet on a device of host1, but for what differs. */
export const hopOf = (rest: Partial<Hop> = {}): Hop => ({
  time: 0,
  packet: 0,
  flow: 0,
  frame: echo,
  namespace: 'host1',
  stage: 'link',
  decision: { kind: 'device', promiscuous: false },
  verdict: { kind: 'on' },
  ...rest,
});
