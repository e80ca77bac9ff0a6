/** How a transport fares. `refused`: the broker does not let us in, or there is none; it is tried again all the same. */
export type Status = 'connecting' | 'open' | 'lost' | 'refused';

/** What carries the messages of a room: one writer and many readers by topic, with the last message of a topic kept. */
export interface Transport {
  /**
   * Sends a message to who has subscribed to the topic; while there is no connection, the last one of each topic waits for it.
   * @param options.keep whoever subscribes later gets it at once, until another is kept in its place
   */
  readonly publish: (topic: string, message: Uint8Array, options?: { readonly keep?: boolean }) => void;
  /**
   * Hears the messages of a topic (`+` stands for any one level), now and again after every new connection.
   * @returns what ends it
   */
  readonly subscribe: (topic: string, hear: (message: Uint8Array, topic: string) => void) => () => void;
  /** Ends it, once what was published has gone where there is a connection. */
  readonly close: () => void;
}

export interface Will {
  readonly topic: string;
  readonly message: Uint8Array;
}

/** Opens a connection that is opened anew, after a while that grows, whenever it is lost. */
export type Connect = (options: {
  /** Never called before there is a transport. */
  readonly onStatus: (status: Status) => void;
  /** Asked for with each new connection: what is sent for us where that one ends without a word. */
  readonly will?: () => Promise<Will>;
}) => Transport;
