import type { Ask } from '../question.ts';
import type { Answered } from './answer.ts';
import { answerer, lost, seenSource } from './arrivals.ts';
import { askedByArp, nameServer, tunnelPort } from './asked.ts';
import { end } from './ends.ts';
import type { Scene } from './scene.ts';
import { baseChain, counted, destinationAt, nextDevice } from './ways.ts';

type OfWorld =
  | 'interfaces'
  | 'address'
  | 'state'
  | 'running'
  | 'default-route'
  | 'host-port'
  | 'listener'
  | 'resolver'
  | 'listed'
  | 'reply'
  | 'holds';

/** A question about a command's traffic. */
export type TrafficAsk = Exclude<Ask, { readonly about: OfWorld }>;

/** What some traffic answers to a question about it. */
export function toldBy(scene: Scene, ask: TrafficAsk): Answered | undefined {
  switch (ask.about) {
    case 'end':
      return end(scene);
    case 'lost':
      return lost(scene);
    case 'answerer':
      return answerer(scene);
    case 'seen-source':
      return seenSource(scene);
    case 'destination-at':
      return destinationAt(scene, ask);
    case 'next-device':
      return nextDevice(scene, ask);
    case 'base-chain':
      return baseChain(scene, ask);
    case 'counted':
      return counted(scene, ask);
    case 'name-server':
      return nameServer(scene);
    case 'asked-by-arp':
      return askedByArp(scene, ask);
    case 'tunnel-port':
      return tunnelPort(scene);
  }
}
