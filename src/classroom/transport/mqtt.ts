import type { Connection, Times } from './connection.ts';
import { isMeant } from './topics.ts';
import type { Connect, Status, Transport } from './transport.ts';

/** Milliseconds, where nothing else is said. */
export interface MqttTimes extends Times {
  /** Until a lost connection is opened anew, at first and at most: it doubles with each try that fails. */
  readonly firstRetry: number;
  readonly lastRetry: number;
  /** That a close waits for what was published. */
  readonly closing: number;
}

const TIMES: MqttTimes = {
  opening: 10_000,
  ping: 20_000,
  answer: 10_000,
  expiry: 86_400,
  firstRetry: 500,
  lastRetry: 15_000,
  closing: 2_000,
};

/** Messages that a broker is sent before it has acknowledged the first: fewer than any takes at once. */
const MOST_UNDERWAY = 8;

interface Waiting {
  readonly message: Uint8Array;
  readonly keep: boolean;
}

/**
 * A broker that speaks MQTT 5 by WebSocket.
 * @param url `ws:` or `wss:`
 * @param openSocket opens a socket of the MQTT protocol
 */
export const mqtt =
  (
    url: string,
    openSocket: (url: string) => WebSocket = (to) => new WebSocket(to, 'mqtt'),
    times: MqttTimes = TIMES,
  ): Connect =>
  ({ onStatus, will }) => {
    const client = `hopscope-${crypto.randomUUID().slice(-12)}`;
    const hearers = new Set<{ readonly filter: string; readonly hear: Parameters<Transport['subscribe']>[1] }>();
    const waiting = new Map<string, Waiting>();
    /** Sent, and not yet acknowledged, with their topics. */
    const underway = new Map<Waiting, string>();
    let status: Status = 'connecting';
    let connection: Connection | undefined;
    let failures = 0;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let closing = false;
    let closed = false;

    const tell = (now: Status) => {
      if (closed || now === status) return;
      status = now;
      onStatus(now);
    };
    const filters = () => [...new Set([...hearers].map(({ filter }) => filter))];

    async function open(): Promise<void> {
      clearTimeout(retry);
      retry = undefined;
      try {
        const { openConnection, Refused } = await import('./connection.ts');
        const lastWords = await will?.();
        if (closing) return finish();
        let current: Connection | undefined = undefined;
        let hasEnded = false;
        current = await openConnection({
          socket: openSocket(url),
          client,
          will: lastWords,
          times,
          onMessage: (topic, message) => {
            for (const { filter, hear } of [...hearers]) if (isMeant(filter, topic)) hear(message, topic);
          },
          onEnd: (error) => {
            hasEnded = true;
            if (current === undefined) return;
            connection = undefined;
            for (const [one, topic] of [...underway].reverse()) if (!waiting.has(topic)) waiting.set(topic, one);
            underway.clear();
            tell(error instanceof Refused ? 'refused' : 'lost');
            if (closing) finish();
            else again();
          },
        });
        if (hasEnded) throw new Error('it ended at once');
        if (closed) return current.close();
        connection = current;
        failures = 0;
        connection.subscribe(filters());
        tell('open');
        send();
      } catch {
        if (closing) return finish();
        if (status !== 'lost') tell('refused');
        again();
      }
    }

    function again(): void {
      const wait = Math.min(times.lastRetry, times.firstRetry * 2 ** failures);
      failures += 1;
      retry = setTimeout(() => void open(), wait * (0.5 + Math.random() / 2));
    }

    /** The network is back, or the page is looked at again: no reason to wait, or to believe what was. */
    const hurry = () => {
      if (retry !== undefined) void open();
      else connection?.check();
    };
    const page = typeof window === 'undefined' ? undefined : window;
    page?.addEventListener('online', hurry);
    page?.addEventListener('pageshow', hurry);

    function send(): void {
      for (const [topic, one] of waiting) {
        if (connection === undefined || underway.size >= MOST_UNDERWAY) return;
        waiting.delete(topic);
        underway.set(one, topic);
        const sent = () => {
          if (underway.delete(one)) send();
        };
        connection.publish(topic, one.message, one.keep).then(sent, () => undefined);
      }
      if (closing && waiting.size + underway.size === 0) finish();
    }

    function finish(): void {
      if (closed) return;
      closed = true;
      clearTimeout(retry);
      page?.removeEventListener('online', hurry);
      page?.removeEventListener('pageshow', hurry);
      connection?.close();
    }

    void open();
    return {
      publish: (topic, message, { keep = false } = {}) => {
        if (closing) return;
        waiting.delete(topic);
        waiting.set(topic, { message, keep });
        send();
      },
      subscribe: (filter, hear) => {
        const hearer = { filter, hear };
        const isNew = !filters().includes(filter);
        hearers.add(hearer);
        if (isNew) connection?.subscribe([filter]);
        return () => {
          hearers.delete(hearer);
          if (!filters().includes(filter)) connection?.unsubscribe(filter);
        };
      },
      close: () => {
        closing = true;
        if (connection === undefined) return finish();
        setTimeout(finish, times.closing);
        send();
      },
    };
  };
