import type { Ip } from '../../ip/address.ts';
import type { Process } from '../../kernel/process/process.ts';
import type { Program, Stream } from '../../kernel/process/program.ts';

/** Milliseconds for which a datagram's answer is waited for (cmd/docker-proxy/udp_proxy_linux.go: UDPConnTrackTimeout). */
const UDP_PATIENCE = 90_000;

/** Where a docker-proxy leads, from its own command line. */
function backendOf({ command }: Process): { ip: Ip; port: number } {
  const option = (name: string): string => command[command.indexOf(name) + 1] ?? '';
  return { ip: option('-container-ip'), port: Number(option('-container-port')) };
}

/** What a proxied connection notes: its other end, and how much of what came has been passed on. */
interface Note {
  backend?: Stream;
  ended?: true;
  passed: number;
}

const noteOf = (stream: Stream): Note => stream.note as unknown as Note;

/** Passes on what has come and was not yet passed on. */
function pass(from: Stream, to: Stream, note: { passed: number }): void {
  const text = from.received().slice(note.passed);
  note.passed = from.received().length;
  if (text !== '') to.send(text);
}

/** Accepts first, then dials the container from the host (cmd/docker-proxy/tcp_proxy.go). */
export const dockerProxy: Program = {
  accepted(stream, system) {
    const note = noteOf(stream);
    note.passed = 0;
    const { ip, port } = backendOf(system.process);
    const back = { passed: 0 };
    system.tell({ kind: 'dials', address: ip, port });
    system.connect(system.process.namespace, ip, port, {
      connected(backend) {
        note.backend = backend;
        pass(stream, backend, note);
        if (note.ended) backend.end();
      },
      data: (backend) => pass(backend, stream, back),
      ended(backend) {
        pass(backend, stream, back);
        stream.end();
      },
      failed: () => stream.close({ unread: stream.received() !== '' }),
    });
  },
  data(stream) {
    const note = noteOf(stream);
    if (note.backend) pass(stream, note.backend, note);
  },
  ended(stream) {
    const note = noteOf(stream);
    note.ended = true;
    note.backend?.end();
  },
  datagram(datagram, system) {
    const { ip, port } = backendOf(system.process);
    system.ask(system.process.namespace, ip, port, datagram.data, UDP_PATIENCE, (answer) => {
      if (answer) datagram.reply(answer);
    });
  },
};
