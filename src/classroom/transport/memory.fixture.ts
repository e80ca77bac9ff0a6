import { isMeant } from './topics.ts';
import type { Connect, Transport, Will } from './transport.ts';

/** What may become of a message on its way to one reader: the messages that come, each after a while (ms). */
export type Fate = (message: Uint8Array) => readonly { readonly after: number; readonly message: Uint8Array }[];

const comes: Fate = (message) => [{ after: 0, message }];

interface Client {
  readonly hearers: Set<{ readonly filter: string; readonly hear: Parameters<Transport['subscribe']>[1] }>;
  readonly connect: () => void;
  readonly lose: () => void;
  readonly isOpen: () => boolean;
}

/** A broker in this process, which can lose, repeat, reorder, delay and spoil what it carries, and be away. */
export interface MemoryBroker {
  readonly connect: Connect;
  /** Sets what becomes of messages from now on. */
  readonly suffer: (fate: Fate) => void;
  /** All connections end, and what was kept is forgotten; until it is started again. */
  readonly stop: () => void;
  readonly start: () => void;
  /** Publishes as anybody could who is connected. */
  readonly publish: Transport['publish'];
  /** All that was published, and how many were to be heard. */
  readonly carried: readonly { readonly topic: string; readonly message: Uint8Array }[];
  readonly kept: ReadonlyMap<string, Uint8Array>;
}

export function memoryBroker(): MemoryBroker {
  const clients = new Set<Client>();
  const kept = new Map<string, Uint8Array>();
  const carried: { topic: string; message: Uint8Array }[] = [];
  let fate = comes;
  let running = true;

  const send = (client: Client, topic: string, message: Uint8Array, hearer?: unknown) => {
    for (const { after, message: came } of fate(message))
      setTimeout(() => {
        if (!client.isOpen()) return;
        for (const one of [...client.hearers])
          if (isMeant(one.filter, topic) && (hearer === undefined || hearer === one)) one.hear(came, topic);
      }, after);
  };
  const publish: Transport['publish'] = (topic, message, { keep = false } = {}) => {
    if (!running) return;
    carried.push({ topic, message });
    if (keep) kept.set(topic, message);
    for (const client of clients) if (client.isOpen()) send(client, topic, message);
  };

  const connect: Connect = ({ onStatus, will }) => {
    let open = false;
    let closed = false;
    let lastWords: Will | undefined;
    const waiting = new Map<string, () => void>();
    const client: Client = {
      hearers: new Set(),
      isOpen: () => open,
      connect: () => {
        void Promise.resolve(will?.()).then((words) => {
          if (closed || !running) return;
          lastWords = words;
          open = true;
          for (const hearer of client.hearers) keptFor(hearer);
          for (const message of waiting.values()) message();
          waiting.clear();
          onStatus('open');
        });
      },
      lose: () => {
        if (!open) return;
        open = false;
        onStatus('lost');
        if (lastWords) publish(lastWords.topic, lastWords.message);
      },
    };
    const keptFor = (hearer: { readonly filter: string }) => {
      for (const [topic, message] of kept) if (isMeant(hearer.filter, topic)) send(client, topic, message, hearer);
    };
    clients.add(client);
    if (running) client.connect();
    return {
      publish: (topic, message, options) => {
        const now = () => publish(topic, message, options);
        if (open) now();
        else if (!closed) waiting.set(topic, now);
      },
      subscribe: (filter, hear) => {
        const hearer = { filter, hear };
        client.hearers.add(hearer);
        if (open) keptFor(hearer);
        return () => client.hearers.delete(hearer);
      },
      close: () => {
        closed = true;
        open = false;
        clients.delete(client);
      },
    };
  };

  return {
    connect,
    suffer: (next) => {
      fate = next;
    },
    stop: () => {
      running = false;
      kept.clear();
      for (const client of clients) client.lose();
    },
    start: () => {
      running = true;
      for (const client of clients) client.connect();
    },
    publish,
    carried,
    kept,
  };
}
