import { WebSocket as NodeSocket } from 'undici';
import { mqtt, type MqttTimes } from '../../src/classroom/transport/mqtt.ts';
import type { Connect } from '../../src/classroom/transport/transport.ts';

/** A transport as in a browser; Node 20 has no WebSocket of its own. */
export const connectTo = (url: string, times?: MqttTimes): Connect =>
  mqtt(url, (to) => new NodeSocket(to, 'mqtt') as unknown as WebSocket, times);
