/**
 * Tries addresses and ports from the network namespace in which it runs, all at once: reads [{ address, ports }] as JSON on its
 * standard input, ports like tcp/80 and udp/53, and `ping`; prints how each ended. Its argument is a root that has ping.
 */
import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { readFileSync } from 'node:fs';
import { connect, isIPv6 } from 'node:net';
import { clearTimeout, setImmediate, setTimeout } from 'node:timers';

/** Long enough that a neighbour which does not answer is given up. */
const PATIENCE = 4500;
const [root] = process.argv.slice(2);

/** After the patience, and after all that has come by then: a busy machine may look late. */
const late = (end) => setTimeout(() => setImmediate(end), PATIENCE);

const ofError = ({ code }) => (code === 'ECONNREFUSED' ? 'refused' : code === 'EPERM' ? 'silent' : 'unreachable');

const byTcp = (address, port) =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port });
    const end = (result) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(result);
    };
    const timer = late(() => end('silent'));
    socket.once('connect', () => end('answers'));
    socket.once('error', (error) => end(ofError(error)));
  });

const byUdp = (address, port) =>
  new Promise((resolve) => {
    const socket = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    let ended = false;
    const end = (result) => {
      if (ended) return;
      ended = true;
      clearTimeout(timer);
      socket.close();
      resolve(result);
    };
    const timer = late(() => end('silent'));
    socket.once('message', () => end('answers'));
    socket.on('error', (error) => end(ofError(error)));
    socket.connect(port, address, (error) => {
      if (error) end(ofError(error));
      else socket.send('?', (failed) => failed && end(ofError(failed)));
    });
  });

const byPing = (address) =>
  new Promise((resolve) => {
    const child = spawn('chroot', [root, 'ping', '-n', '-c', '1', '-W', '4', address]);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
    child.on('close', () => {
      if (said.includes(' 1 received')) resolve('answers');
      else resolve(/nreachable|prohibited|filtered|Permission|Invalid|exceeded/i.test(said) ? 'unreachable' : 'silent');
    });
  });

const targets = JSON.parse(readFileSync(0, 'utf8'));
const tries = targets.flatMap(({ address, ports }) =>
  ports.map(async (port) => {
    const [protocol, number] = port.split('/');
    const by = { tcp: byTcp, udp: byUdp, ping: byPing }[protocol];
    return [address, port, await by(address, Number(number))];
  }),
);
process.stdout.write(JSON.stringify(await Promise.all(tries)));
