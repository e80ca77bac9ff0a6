import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A line of some speed to a server on this machine: all that passes shares it. */
export interface Line {
  readonly url: string;
  /** Bytes that came over it to the browser since the last time this was asked. */
  readonly received: () => number;
  readonly close: () => void;
}

/** Ms between two portions. */
const TICK = 5;

/**
 * @param target the server's address
 * @param rate bits per second towards the browser
 */
export async function lineTo(target: string, rate: number): Promise<Line> {
  const portion = Math.round((rate / 8 / 1000) * TICK);
  const waiting: { readonly socket: Socket; readonly chunk: Buffer }[] = [];
  const sockets = new Set<Socket>();
  let received = 0;

  const send = () => {
    for (let left = portion; left > 0;) {
      const [next] = waiting.splice(0, 1);
      if (next === undefined) return;
      const { socket, chunk } = next;
      if (chunk.length > left) waiting.unshift({ socket, chunk: chunk.subarray(left) });
      const part = chunk.subarray(0, left);
      socket.write(part);
      received += part.length;
      left -= part.length;
    }
  };
  const timer = setInterval(send, TICK);

  const server = createServer((browser) => {
    const upstream = connect(Number(new URL(target).port), '127.0.0.1');
    for (const socket of [browser, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        browser.destroy();
        upstream.destroy();
      });
    }
    browser.pipe(upstream);
    upstream.on('data', (chunk: Buffer) => waiting.push({ socket: browser, chunk }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received: () => {
      const sum = received;
      received = 0;
      return sum;
    },
    close: () => {
      clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
