import { connect, createServer, type Socket } from 'node:net';

/** What stands between clients and a broker: a network that can fail, and counts. */
export interface Proxy {
  readonly url: string;
  /** Bytes that came from the broker. */
  readonly received: () => number;
  /** Ends all connections. */
  readonly cut: () => void;
  /** Nothing passes, and nobody is told; until it thaws. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly close: () => void;
}

/** @param url the broker's, on this machine */
export async function proxyTo(url: string): Promise<Proxy> {
  const to = Number(new URL(url).port);
  const sockets = new Set<Socket>();
  let frozen = false;
  let received = 0;
  const pass = (from: Socket, into: Socket, onChunk: (length: number) => void) => {
    sockets.add(from);
    from.on('data', (chunk) => {
      if (frozen) return;
      onChunk(chunk.length);
      into.write(chunk);
    });
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      if (!frozen) into.destroy();
    });
  };
  const server = createServer((client) => {
    const onward = connect(to, '127.0.0.1');
    pass(client, onward, () => undefined);
    pass(onward, client, (length) => {
      received += length;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const cut = () => {
    for (const socket of [...sockets]) socket.destroy();
  };
  return {
    url: `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    received: () => received,
    cut,
    freeze: () => {
      frozen = true;
    },
    thaw: () => {
      frozen = false;
    },
    close: () => {
      frozen = false;
      cut();
      server.close();
    },
  };
}
