import type { Decision } from '../../hop.ts';
import type { Device } from '../memory.ts';
import type { Skb } from '../skb.ts';
import { dropped, tell, type Walk } from '../walk.ts';

const NOWHERE: Decision = { kind: 'forwarding', ports: [], how: 'none' };

/** A dummy's frames end in it (dummy_xmit). */
export const sendFromDummy = (walk: Walk, { memory, outward }: Device, skb: Skb): void =>
  tell(walk, skb, { memory, stage: 'bridge', decision: NOWHERE, verdict: dropped('no-port'), device: outward });
