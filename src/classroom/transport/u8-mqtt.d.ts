/** What is used here of u8-mqtt, which brings no types. */
declare module 'u8-mqtt/esm/basic-v5.js' {
  type Properties = Readonly<Record<string, number>>;

  interface Published {
    readonly topic: string;
    readonly payload: Uint8Array;
    readonly qos: number;
    readonly pkt_id: number;
  }

  /** What the broker answered, or nothing where that took long. */
  type Answer = readonly [{ readonly reason: unknown; readonly answers?: readonly unknown[] } | undefined];

  export interface Client {
    with(functions: Readonly<Record<string, (...given: never[]) => void>>): Client;
    with_async_iter(chunks: AsyncIterable<Uint8Array>, write: (packet: Uint8Array) => void): Client;
    /** Rejects where the broker does not let us in. */
    connect(packet: {
      readonly client_id: string;
      readonly keep_alive: number;
      readonly flags: { readonly clean_start: true };
      readonly props: Properties;
      readonly will?: {
        readonly topic: string;
        readonly payload: Uint8Array;
        readonly qos: 1;
        readonly props?: Properties;
      };
    }): Promise<unknown>;
    disconnect(): Promise<unknown>;
    ping(): Promise<Answer>;
    puback(packet: Published): Promise<unknown>;
    subscribe(packet: { readonly topics: readonly (readonly [string, { readonly qos: 1 }])[] }): Promise<Answer>;
    unsubscribe(topics: readonly string[]): Promise<Answer>;
    pub(packet: {
      readonly topic: string;
      readonly payload: Uint8Array;
      readonly qos: 1;
      readonly retain: 0 | 1;
      readonly props: Properties;
    }): Promise<Answer>;
  }

  export function mqtt_v5(options: {
    /** Seconds between pings; 0: none. */
    readonly keep_alive: number;
    readonly on_mqtt_type: {
      readonly mqtt_publish: (packet: Published, context: { readonly mqtt: Client }) => void;
    };
  }): Client;
}
