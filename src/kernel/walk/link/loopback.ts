import type { Device } from '../memory.ts';
import type { Skb } from '../skb.ts';
import { LOOPBACK } from '../timing.ts';
import { after, type Walk } from '../walk.ts';
import { receive } from './receive.ts';

/** lo sends a frame: it comes in again (loopback_xmit). */
export const sendFromLoopback = (walk: Walk, device: Device, skb: Skb): void =>
  void after(walk, LOOPBACK, () => receive(walk, device, skb));
