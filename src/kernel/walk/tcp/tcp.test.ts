import { describe, expect, it } from 'vitest';
import type { Program } from '../../process/program.ts';
import { namespaceOf } from '../../kernel.ts';
import { closeSocketsOf } from '../../socket/sockets.ts';
import type { Trace } from '../../trace.ts';
import { addHost, createFixture, drops, seen, send, serve, tcp, udp, wire, type Fixture } from '../walk.fixture.ts';

function pair(): Fixture {
  const fixture = createFixture();
  for (const id of ['a', 'b']) addHost(fixture, id);
  wire(fixture, ['a', 'eth0', '10.0.0.1/24'], ['b', 'eth0', '10.0.0.2/24']);
  return fixture;
}

/** The segments as they leave, one letter for their sender. */
const segments = ({ hops }: Trace): string[] =>
  hops.flatMap(({ stage, device, namespace, frame: { payload } }) =>
    stage === 'link' && device?.direction === 'out' && payload.kind === 'ip' && payload.transport.kind === 'tcp'
      ? [`${namespace} ${payload.transport.flags}`]
      : [],
  );

const ANSWER = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

/** Answers and closes, as http-echo does. */
const closing: Program = {
  data(stream) {
    stream.send(ANSWER);
    stream.close();
  },
  ended(stream) {
    if (stream.received() !== '') return;
    stream.send(ANSWER);
    stream.close();
  },
};

/** Answers and waits for the client to close, as nginx does. */
const keeping: Program = { data: (stream) => stream.send(ANSWER), ended: (stream) => stream.close() };

const get = { request: 'GET / HTTP/1.1\r\n\r\n', close: 'when-answered' } as const;

describe('TCP', () => {
  it('opens, asks, answers and closes, segment by segment, with a server that closes', () => {
    const fixture = pair();
    fixture.programs.echo = closing;
    serve(fixture, 'b', 'tcp', 80, 'echo');
    const trace = send(fixture, tcp('a', '10.0.0.2', 80, get));
    expect(segments(trace)).toEqual(['a S', 'b S.', 'a .', 'a P.', 'b .', 'b P.', 'a .', 'b F.', 'a F.', 'b .']);
    expect(trace.outcomes[0]).toMatchObject({ status: 'connected', response: ANSWER, local: '10.0.0.1' });
  });

  it('closes first where the server keeps the connection', () => {
    const fixture = pair();
    fixture.programs.nginx = keeping;
    serve(fixture, 'b', 'tcp', 80, 'nginx');
    const trace = send(fixture, tcp('a', '10.0.0.2', 80, get));
    expect(segments(trace)).toEqual(['a S', 'b S.', 'a .', 'a P.', 'b .', 'b P.', 'a .', 'a F.', 'b F.', 'a .']);
    expect(trace.outcomes[0]).toMatchObject({ end: 'ours' });
  });

  it('resets what comes after the client has closed', () => {
    const fixture = pair();
    fixture.programs.echo = closing;
    serve(fixture, 'b', 'tcp', 80, 'echo');
    expect(segments(send(fixture, tcp('a', '10.0.0.2', 80)))).toEqual(['a S', 'b S.', 'a .', 'a F.', 'b P.', 'a R']);
    fixture.programs.echo = keeping;
    expect(segments(send(fixture, tcp('a', '10.0.0.2', 80)))).toEqual(['a S', 'b S.', 'a .', 'a F.', 'b F.', 'a .']);
  });

  it('is refused where nobody listens', () => {
    const fixture = pair();
    const trace = send(fixture, tcp('a', '10.0.0.2', 81));
    expect(segments(trace)).toEqual(['a S', 'b R.']);
    expect(trace.outcomes[0]).toMatchObject({ status: 'refused', from: '10.0.0.2' });
    expect(drops(trace)).toEqual(['b refused']);
    const pid = serve(fixture, 'b', 'tcp', 82, 'x', '127.0.0.1');
    expect(send(fixture, tcp('a', '10.0.0.2', 82)).outcomes[0]?.status).toBe('refused');
    expect(send(fixture, tcp('b', '127.0.0.1', 82)).outcomes[0]?.status).toBe('connected');
    closeSocketsOf(namespaceOf(fixture.kernel, 'b'), new Set([pid]));
    expect(send(fixture, tcp('b', '127.0.0.1', 82)).outcomes[0]?.status).toBe('refused');
  });

  it('opens to a frozen server, which stays silent', () => {
    const fixture = pair();
    fixture.programs.echo = closing;
    const pid = serve(fixture, 'b', 'tcp', 80, 'echo');
    const process = fixture.kernel.processes[pid];
    if (process) process.frozen = true;
    const trace = send(fixture, tcp('a', '10.0.0.2', 80, get));
    expect(trace.outcomes[0]).toMatchObject({ status: 'connected', response: '', end: 'timeout' });
    expect(segments(trace)).toEqual(['a S', 'b S.', 'a .', 'a P.', 'b .', 'a F.', 'b .']);
    expect(drops(trace)).toContain('b frozen');
  });

  it('sends its SYN again each second while nothing comes back', () => {
    const fixture = pair();
    const b = namespaceOf(fixture.kernel, 'b');
    b.netfilter.ip.filter = {
      chains: { INPUT: { name: 'INPUT', policy: 'DROP', counters: { packets: 0, bytes: 0 }, rules: [] } },
    };
    const trace = send(fixture, tcp('a', '10.0.0.2', 80, { timeout: 5000 }));
    expect(segments(trace)).toEqual(['a S', 'a S', 'a S', 'a S', 'a S']);
    expect(trace.outcomes[0]).toEqual({ status: 'timeout', after: 5_000_000 });
    expect(b.netfilter.ip.filter.chains['INPUT']?.counters).toEqual({ packets: 5, bytes: 300 });
  });

  it('takes even ephemeral ports, each but once', () => {
    const fixture = pair();
    serve(fixture, 'b', 'tcp', 80, 'x');
    const ports = Array.from({ length: 50 }, () => {
      const outcome = send(fixture, tcp('a', '10.0.0.2', 80)).outcomes[0];
      return outcome?.status === 'connected' ? outcome.localPort : 0;
    });
    expect(new Set(ports).size).toBe(50);
    expect(ports.every((port) => port >= 32768 && port <= 60999 && port % 2 === 0)).toBe(true);
  });
});

describe('programs', () => {
  it('relay connections, as docker-proxy does', () => {
    const fixture = pair();
    fixture.programs.nginx = keeping;
    fixture.programs.proxy = {
      accepted(stream, system) {
        system.tell({ kind: 'dials', address: '10.0.0.3', port: 80 });
        system.connect('a', '10.0.0.2', 80, {
          connected: (back) => {
            stream.note.back = back;
            if (stream.received() !== '') back.send(stream.received());
            stream.note.sent = true;
          },
          data: (back) => stream.send(back.received()),
          ended: () => stream.close(),
          failed: () => stream.close({ unread: stream.received() !== '' }),
        });
      },
      data: (stream) => {
        const back = stream.note.back as { send(text: string): void } | undefined;
        if (back && !stream.note.sent) back.send(stream.received());
      },
      ended: (stream) => (stream.note.back as { end(): void } | undefined)?.end(),
    };
    serve(fixture, 'b', 'tcp', 80, 'nginx');
    serve(fixture, 'a', 'tcp', 8080, 'proxy');
    const trace = send(fixture, tcp('a', '127.0.0.1', 8080, get));
    expect(trace.outcomes[0]).toMatchObject({ status: 'connected', response: ANSWER });
    expect(seen(trace).filter((step) => / S\.?$/.test(step))).toEqual([
      'a lo In S',
      'a lo In S.',
      'a eth0 Out S',
      'b eth0 In S',
      'b eth0 Out S.',
      'a eth0 In S.',
    ]);
    expect(trace.hops.find((hop) => hop.stage === 'program')?.decision).toEqual({
      kind: 'program',
      program: 'proxy',
      action: { kind: 'dials', address: '10.0.0.3', port: 80 },
    });
    closeSocketsOf(namespaceOf(fixture.kernel, 'b'), new Set([1]));
    const refused = send(fixture, tcp('a', '127.0.0.1', 8080, get));
    expect(refused.outcomes[0]).toMatchObject({ status: 'connected', end: 'reset', response: '' });
  });

  it('answer datagrams, and may ask elsewhere first', () => {
    const fixture = pair();
    fixture.programs.server = { datagram: (received) => received.reply({ kind: 'text', text: 'there' }) };
    fixture.programs.relay = {
      datagram: (received, system) =>
        system.ask('a', '10.0.0.2', 53, received.data, 1000, (answer) => {
          system.print('asked\n');
          received.reply(answer ?? { kind: 'text', text: 'nothing' });
        }),
    };
    const server = serve(fixture, 'b', 'udp', 53, 'server');
    const relay = serve(fixture, 'a', 'udp', 5353, 'relay', '127.0.0.1');
    const ask = () => send(fixture, udp('a', '127.0.0.1', 5353, { timeout: 3000 })).outcomes[0];
    expect(ask()).toMatchObject({ status: 'answered', from: '127.0.0.1', data: { text: 'there' } });
    expect(fixture.kernel.processes[relay]?.output).toBe('asked\n');
    closeSocketsOf(namespaceOf(fixture.kernel, 'b'), new Set([server]));
    expect(ask()).toMatchObject({ status: 'answered', data: { text: 'nothing' } });
  });

  it('are not asked where they have no port: ICMP says so', () => {
    const trace = send(pair(), udp('a', '10.0.0.2', 99));
    expect(trace.outcomes[0]).toMatchObject({ status: 'unreachable', type: 'port-unreachable', from: '10.0.0.2' });
    expect(drops(trace)).toEqual(['b no-socket']);
  });
});

describe('a bare SYN', () => {
  const probe = (port: number) =>
    ({ kind: 'syn', namespace: 'a', destination: '10.0.0.2', port, timeout: 1000 }) as const;

  it('is answered by a listener, whose answer the kernel refuses', () => {
    const fixture = pair();
    fixture.programs.echo = closing;
    serve(fixture, 'b', 'tcp', 80, 'echo');
    const trace = send(fixture, probe(80));
    expect(segments(trace)).toEqual(['a S', 'b S.', 'a R']);
    expect(trace.outcomes[0]).toMatchObject({ status: 'answered', from: '10.0.0.2', ttl: 64 });
  });

  it('is refused where nobody listens', () => {
    const trace = send(pair(), probe(81));
    expect(segments(trace)).toEqual(['a S', 'b R.']);
    expect(trace.outcomes[0]).toMatchObject({ status: 'refused', from: '10.0.0.2' });
  });
});
