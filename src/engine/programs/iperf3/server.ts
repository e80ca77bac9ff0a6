import type { Program } from '../../../kernel/process/program.ts';
import { LINE, report } from './report.ts';

const MOST_SECONDS = 60;

const listening = (port: number, test: number): string => `${LINE}Server listening on ${port} (test #${test})\n${LINE}`;

/** What a client sends to begin: the lab's own word for it. */
export const request = (seconds: number): string => `iperf3 ${seconds}\n`;

/** iperf3 that listens. */
export const iperf3: Program = {
  data(stream, system) {
    const [, seconds] = /^iperf3 (\d+)\n/.exec(stream.received()) ?? [];
    if (seconds === undefined) return;
    const { local, localPort, remote, remotePort } = stream;
    const tests = system.recall('tests') ?? 0;
    if (tests === 0) system.print(listening(localPort, 1));
    system.print(
      `Accepted connection from ${remote}, port ${remotePort}\n[  5] local ${local} port ${localPort} connected to ${remote} port ${remotePort}\n${report(Math.min(Number(seconds), MOST_SECONDS), 'server')}`,
    );
    const once = system.process.command.some((word) => word === '-1' || word === '--one-off');
    system.remember('tests', tests + 1);
    if (!once) system.print(listening(localPort, tests + 2));
    stream.send('done\n');
    stream.close();
    if (once) system.exit(0);
  },
  ended(stream) {
    stream.close();
  },
};
