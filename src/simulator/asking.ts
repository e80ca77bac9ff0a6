import { asksForLines } from '../shell/typed.ts';
import { changedBy, type Change } from '../world/changes.ts';
import { madeOf } from './made.ts';
import type { World } from '../world/world.ts';
import type { At, Reply, Request, WorldId } from './messages.ts';
import { queue } from './queue.ts';
import { Ended, type Follower, type Simulator } from './simulator.ts';

/** What the page needs of a worker. */
export interface Port {
  /** @param failed hears of it where the worker cannot be loaded, or broke */
  readonly listen: (hear: (reply: Reply) => void, failed: (detail: string) => void) => void;
  readonly post: (request: Request) => void;
  readonly terminate: () => void;
}

/** Ms that a line, or the answer to a question, may take. */
const PATIENCE = 30_000;

/** A request that is not yet answered. */
interface Pending {
  readonly kind: 'lab' | 'play' | 'ask';
  /** As it is sent; with the world itself where the worker does not have it. */
  readonly message: (whole: boolean) => Request;
  readonly take: (reply: Reply) => void;
  readonly fail: (error: Error) => void;
}

/** A simulator in a worker, of which there is always one: who ends a line ends its worker, and another takes its place. */
export function createSimulator(spawn: () => Port, patience = PATIENCE): Simulator {
  const pending = new Map<number, Pending>();
  const seen = new WeakMap<World, World>();
  let ids = new WeakMap<World, WorldId>();
  let nextWorld = 1;
  let nextRequest = 1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReady = false;
  let port = opened();

  function opened(): Port {
    isReady = false;
    const fresh = spawn();
    fresh.listen(hear, (detail) => end(isReady ? new Ended('memory') : new Error(detail)));
    return fresh;
  }

  /** The oldest request is the one that is worked on. */
  const worked = (): [number, Pending] | undefined => pending.entries().next().value;

  /** The clock runs anew whenever something is heard: first of all that the worker is there. */
  const watch = () => {
    clearTimeout(timer);
    if (isReady && pending.size > 0) timer = setTimeout(() => end(new Ended('time')), patience);
  };

  /** Ends what is worked on, and has the rest done by a new worker. */
  function end(error: Error): void {
    const [id, culprit] = worked() ?? [];
    port.terminate();
    ids = new WeakMap();
    port = opened();
    if (id !== undefined) pending.delete(id);
    for (const { message } of pending.values()) port.post(message(true));
    watch();
    culprit?.fail(error);
  }

  function hear(reply: Reply): void {
    if (reply.kind === 'ready') {
      isReady = true;
      return watch();
    }
    const request = pending.get(reply.id);
    if (request === undefined) return;
    if (reply.kind === 'unknown') {
      // It goes to the end of the line, as it does there.
      pending.delete(reply.id);
      pending.set(reply.id, request);
      port.post(request.message(true));
      return watch();
    }
    if (reply.kind !== 'outcome' && reply.kind !== 'progress') pending.delete(reply.id);
    watch();
    if (reply.kind === 'failed') request.fail(reply.excess ? new Ended(reply.excess) : new Error(reply.detail));
    else request.take(reply);
  }

  function post(request: Pending, id: number): void {
    pending.set(id, request);
    if (pending.size === 1) watch();
    port.post(request.message(false));
  }

  /** How the worker is told of a world. */
  function at(world: World, whole: boolean): At {
    const known = ids.get(world);
    const on = known ?? nextWorld++;
    ids.set(world, on);
    return { on, given: known === undefined || whole ? world : undefined };
  }

  /** The page's copy of the world that a command made is there. */
  function ready(world: World, as: WorldId, look: Change | undefined): void {
    ids.set(world, as);
    if (look === undefined) return;
    const looked = changedBy(world, look) as World;
    seen.set(world, looked);
    ids.set(looked, as + 1);
  }

  const request = <T>(
    kind: 'lab' | 'ask',
    message: (id: number, whole: boolean) => Request,
    read: (reply: Reply) => T,
    { hear: told, signal }: Follower = {},
  ) =>
    new Promise<T>((resolve, reject) => {
      const id = nextRequest++;
      const take = (reply: Reply) => {
        if (reply.kind === 'progress') told?.(reply.progress);
        else if (reply.kind === 'stopped') reject(new Ended('interrupted'));
        else resolve(read(reply));
      };
      post({ kind, message: (whole) => message(id, whole), take, fail: reject }, id);
      signal?.addEventListener('abort', () => pending.has(id) && port.post({ kind: 'stop', id }));
    });

  const follow: Simulator['follow'] = (follower, question, world, ...rest) =>
    request(
      'ask',
      (id, whole) => ({ kind: 'ask', id, at: at(world, whole), question, rest }),
      (reply) => (reply.kind === 'answer' ? reply.answer : undefined) as never,
      follower,
    );

  return {
    createLab: (seed) => {
      const as = nextWorld++;
      return request(
        'lab',
        (id) => ({ kind: 'lab', id, seed, as }),
        (reply) => {
          if (reply.kind !== 'lab') throw new Error(reply.kind);
          ids.set(reply.world, as);
          return reply.world;
        },
      );
    },

    async *play(start, commands, earlier = []) {
      const before = commands.some(({ line }) => asksForLines(line)) ? earlier : undefined;
      const id = nextRequest++;
      const as = nextWorld;
      nextWorld += 2 * commands.length;
      const replies = queue<Reply>();
      const message = (whole: boolean): Request => ({ kind: 'play', id, at: at(start, whole), commands, before, as });
      post({ kind: 'play', message, take: replies.put, fail: replies.fail }, id);
      let made = madeOf(start);
      let next = as;
      try {
        for await (const reply of replies) {
          if (reply.kind !== 'outcome') return;
          const as = next;
          made = made.next(reply.change, (world) => ready(world, as, reply.seen));
          next += 2;
          const { world } = made;
          yield {
            ...reply.outcome,
            get world() {
              return world();
            },
          };
        }
      } finally {
        if (pending.has(id)) port.post({ kind: 'stop', id });
      }
    },

    whenLookedAt: (world) => seen.get(world) ?? world,

    ask: (question, world, ...rest) => follow({}, question, world, ...rest),

    follow,

    interrupt: () => {
      if (worked()?.[1].kind === 'play') end(new Ended('interrupted'));
    },
  };
}
