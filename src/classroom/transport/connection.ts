import { mqtt_v5 } from 'u8-mqtt/esm/basic-v5.js';
import { LIMITS } from '../limits.ts';
import { packetsOf } from './packets.ts';
import type { Will } from './transport.ts';

/** One connection to a broker, which ends once. */
export interface Connection {
  /** Resolves when the broker has it. */
  readonly publish: (topic: string, message: Uint8Array, keep: boolean) => Promise<void>;
  readonly subscribe: (filters: readonly string[]) => void;
  readonly unsubscribe: (filter: string) => void;
  /** Looks whether the other end is still there. */
  readonly check: () => void;
  /** Ends it in the way that sends no will. */
  readonly close: () => void;
}

/** The broker does not let us in, or not do what a class needs. */
export class Refused extends Error {}

/** Milliseconds, where nothing else is said. */
export interface Times {
  /** Until a connection is open, or given up. */
  readonly opening: number;
  /** Between two looks whether the other end is there. */
  readonly ping: number;
  /** Until it has to answer. */
  readonly answer: number;
  /** Seconds that a broker keeps what is to be kept: a class that is no more vanishes. */
  readonly expiry: number;
}

/**
 * Seconds in which a broker must hear of us. Much longer than between pings, as browsers slow the clocks of pages that are not
 * looked at down to one minute.
 */
const KEEP_ALIVE = 90;

/** Bytes of the largest packet that is taken. */
const LARGEST = LIMITS.state + 1_000;

/** The reason code by which a broker forbids a topic (MQTT 5, 2.4). */
const NOT_AUTHORIZED = 0x87;
/** From here on reason codes are failures. */
const FAILURE = 0x80;

/**
 * Opens a connection by MQTT 5, with nothing left of one before it.
 * @param onEnd is told once when it ends, however it does
 * @throws {Refused} where the broker does not let us in
 */
export async function openConnection(options: {
  readonly socket: WebSocket;
  readonly client: string;
  readonly will: Will | undefined;
  readonly times: Times;
  readonly onMessage: (topic: string, message: Uint8Array) => void;
  readonly onEnd: (error?: Refused) => void;
}): Promise<Connection> {
  const { socket, client: client_id, will, times, onMessage, onEnd } = options;
  socket.binaryType = 'arraybuffer';
  let ended = false;
  let heardAt = performance.now();
  let askedAt: number | undefined;

  const end = (error?: Refused) => {
    if (ended) return;
    ended = true;
    clearInterval(checking);
    chunks.end();
    socket.close();
    onEnd(error);
  };
  const chunks = incoming(socket, () => {
    heardAt = performance.now();
    check();
  });
  const refuse = (code: unknown) => {
    if (Number(code) === NOT_AUTHORIZED) end(new Refused('the broker forbids the topics of a class'));
  };

  function check(): void {
    const now = performance.now();
    if (askedAt !== undefined && heardAt >= askedAt) askedAt = undefined;
    if (askedAt === undefined && now >= lookedAt + times.ping) {
      askedAt = lookedAt = now;
      void client.ping().catch(() => end());
    } else if (askedAt !== undefined && now >= askedAt + times.answer) end();
  }
  let lookedAt = performance.now();
  let checking: ReturnType<typeof setInterval> | undefined = undefined;

  const client = mqtt_v5({
    keep_alive: 0,
    on_mqtt_type: {
      mqtt_publish: (packet) => {
        if (packet.qos > 0) void client.puback(packet).catch(() => end());
        onMessage(packet.topic, packet.payload);
      },
    },
  }).with({ log_conn: () => undefined, on_error: () => undefined, on_disconnect: () => end() });

  try {
    await within(times.opening, opened(socket));
    client.with_async_iter(chunks.all, (packet) => socket.send(new Uint8Array(packet)));
    await within(
      times.opening,
      client
        .connect({
          client_id,
          keep_alive: KEEP_ALIVE,
          flags: { clean_start: true },
          props: { maximum_packet_size: LARGEST },
          ...(will && { will: { topic: will.topic, payload: will.message, qos: 1 } }),
        })
        .catch((error: unknown) => {
          throw new Refused('the broker does not let us in', { cause: error });
        }),
    );
  } catch (error) {
    end();
    throw error;
  }
  checking = setInterval(check, times.answer / 2);

  return {
    publish: async (topic, payload, keep) => {
      const props = { message_expiry_interval: times.expiry };
      const [answer] = await client.pub({ topic, payload, qos: 1, retain: keep ? 1 : 0, props });
      refuse(answer?.reason);
    },
    subscribe: (filters) => {
      if (filters.length === 0) return;
      const topics = filters.map((filter) => [filter, { qos: 1 }] as const);
      client.subscribe({ topics }).then(
        ([answer]) => answer?.answers?.filter((code) => Number(code) >= FAILURE).forEach(() => refuse(NOT_AUTHORIZED)),
        () => end(),
      );
    },
    unsubscribe: (filter) => {
      void client.unsubscribe([filter]).catch(() => end());
    },
    check,
    close: () => {
      void client.disconnect().catch(() => undefined);
      end();
    },
  };
}

const opened = (socket: WebSocket): Promise<void> =>
  new Promise((resolve, reject) => {
    if (socket.readyState === socket.OPEN) resolve();
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('close', () => reject(new Error('there is no broker')));
    socket.addEventListener('error', () => reject(new Error('there is no broker')));
  });

async function within<T>(ms: number, promised: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it takes too long')), ms);
  });
  return Promise.race([promised, late]).finally(() => clearTimeout(timer));
}

/** The packets that a socket receives. It ends with what is none. */
function incoming(socket: WebSocket, onChunk: () => void) {
  const waiting: Uint8Array[] = [];
  const take = packetsOf(LARGEST);
  let ended = false;
  let wake = () => {};
  const end = () => {
    ended = true;
    wake();
  };
  socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (ended || !(data instanceof ArrayBuffer)) return;
    try {
      waiting.push(...take(new Uint8Array(data)));
    } catch {
      end();
    }
    wake();
    onChunk();
  });
  socket.addEventListener('close', end);
  async function* all() {
    for (;;) {
      const packet = waiting.shift();
      if (packet) yield packet;
      else if (ended) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  }
  return { all: all(), end };
}
