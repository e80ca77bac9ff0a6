import * as v from 'valibot';
import { isMeant } from './topics.ts';
import type { Connect, Transport, Will } from './transport.ts';

/** What windows of one browser say to each other. There is no broker: who has published something to be kept keeps it. */
type Said =
  | {
      readonly kind: 'message';
      readonly topic: string;
      readonly message: Uint8Array;
      readonly keep: boolean;
      /** For one window only, that asked. */
      readonly to?: string | undefined;
    }
  | { readonly kind: 'wanted'; readonly filter: string; readonly by: string };

const saidSchema: v.GenericSchema<unknown, Said> = v.variant('kind', [
  v.object({
    kind: v.literal('message'),
    topic: v.string(),
    message: v.instance(Uint8Array),
    keep: v.boolean(),
    to: v.optional(v.string()),
  }),
  v.object({ kind: v.literal('wanted'), filter: v.string(), by: v.string() }),
]);

const CHANNEL = 'hopscope-class';

/** The windows of this browser, with nothing between them. */
export const broadcast: Connect = ({ onStatus, will }) => {
  const channel = new BroadcastChannel(CHANNEL);
  const me = crypto.randomUUID();
  const kept = new Map<string, Uint8Array>();
  const hearers = new Set<{ readonly filter: string; readonly hear: Parameters<Transport['subscribe']>[1] }>();
  let lastWords: Will | undefined;
  let closed = false;

  const say = (said: Said) => channel.postMessage(said);
  const deliver = (topic: string, message: Uint8Array) => {
    for (const { filter, hear } of [...hearers]) if (isMeant(filter, topic)) hear(message, topic);
  };
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    const read = v.safeParse(saidSchema, data);
    if (!read.success) return;
    const said = read.output;
    if (said.kind === 'wanted') {
      for (const [topic, message] of kept)
        if (isMeant(said.filter, topic)) say({ kind: 'message', topic, message, keep: true, to: said.by });
    } else if (said.to === undefined || said.to === me) {
      if (said.keep && said.to === undefined) kept.delete(said.topic); // theirs is kept now
      deliver(said.topic, said.message);
    }
  };

  const begin = async () => {
    if (will) lastWords = await will();
    if (!closed) onStatus('open');
  };
  void Promise.resolve().then(begin);

  /** A page that goes has no time to say so in any other way; one that comes back from the browser's memory is there again. */
  const onHide = () => {
    if (lastWords) say({ kind: 'message', ...lastWords, keep: false });
  };
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (!persisted) return;
    onStatus('lost');
    void begin();
  };
  const page = typeof window === 'undefined' ? undefined : window;
  page?.addEventListener('pagehide', onHide);
  page?.addEventListener('pageshow', onShow);

  return {
    publish: (topic, message, { keep = false } = {}) => {
      if (closed) return;
      if (keep) kept.set(topic, message);
      say({ kind: 'message', topic, message, keep });
      queueMicrotask(() => deliver(topic, message));
    },
    subscribe: (filter, hear) => {
      const hearer = { filter, hear };
      hearers.add(hearer);
      say({ kind: 'wanted', filter, by: me });
      return () => hearers.delete(hearer);
    },
    close: () => {
      closed = true;
      page?.removeEventListener('pagehide', onHide);
      page?.removeEventListener('pageshow', onShow);
      channel.close();
    },
  };
};
