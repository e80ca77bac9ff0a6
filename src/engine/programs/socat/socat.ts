import type { Process } from '../../../kernel/process/process.ts';
import type { Program, Stream, System } from '../../../kernel/process/program.ts';
import type { ServerFiles } from '../../files/server-files.ts';
import { readAddress, socatWords, type Address } from './address.ts';
import { readRow, reads, written } from './command.ts';
import { resolve } from './resolve.ts';

/** Milliseconds for which a datagram's answer is waited for. */
const PATIENCE = 1000;

/** The two sides of a listening socat: its socket, and what it joins to it. */
function sidesOf({ command }: Process): { fork: boolean; other: Address } {
  const [first, second] = socatWords(command.slice(1)).addresses.map(readAddress);
  const listens = (one: Address | string | undefined) =>
    typeof one === 'object' && one.kind === 'listen' ? one : undefined;
  const own = listens(first) ?? listens(second);
  const other = own === first ? second : first;
  return { fork: own?.fork ?? false, other: typeof other === 'object' ? other : { kind: 'stdio' } };
}

/** What a connection notes: its other end, how much of what came has been passed on, what a command has yet to write. */
interface Note {
  passed: number;
  backend?: Stream;
  ended?: true;
}

const noteOf = (stream: Stream): Note => {
  const note = stream.note as { passed?: number };
  note.passed ??= 0;
  return note as Note;
};

function fresh(stream: Stream): string {
  const note = noteOf(stream);
  const text = stream.received().slice(note.passed);
  note.passed = stream.received().length;
  return text;
}

type Row = readonly (readonly string[])[];

/** A row of commands: what runs before the one that reads, and what after it. */
function parted(text: string): { before: Row; reader: Row; after: Row } {
  const row = readRow(text) ?? [];
  const at = row.findIndex((command) => reads([command]));
  if (at < 0) return { before: row, reader: [], after: [] };
  return { before: row.slice(0, at), reader: row.slice(at, at + 1), after: row.slice(at + 1) };
}

/** socat(1) that listens: what comes to its socket goes to its other address, and back. */
export function socat(filesOf: (process: Process) => ServerFiles): Program {
  const writes = (row: Row, input: string, { process }: System): string =>
    written(row, input, { hostname: process.hostname ?? process.machine, files: filesOf(process) });
  const over = (stream: Stream, system: System): void => {
    stream.close();
    if (!sidesOf(system.process).fork) system.exit(0);
  };
  const take = (stream: Stream, system: System): void => {
    const { other } = sidesOf(system.process);
    if (other.kind === 'stdio') system.print(fresh(stream));
    else if (other.kind === 'file') system.append(other.path, fresh(stream));
    else if (other.kind === 'command') {
      const { reader } = parted(other.text);
      const text = fresh(stream);
      if (reader.length > 0) stream.send(writes(reader, text, system));
    } else {
      const { backend } = noteOf(stream);
      if (backend) backend.send(fresh(stream));
    }
  };
  return {
    accepted(stream, system) {
      const { other } = sidesOf(system.process);
      if (other.kind === 'command') {
        const { before, reader } = parted(other.text);
        const text = writes(before, '', system);
        if (text !== '') stream.send(text);
        if (reader.length === 0) over(stream, system);
      }
      if (other.kind === 'connect') dial(stream, other, system, filesOf(system.process), () => over(stream, system));
    },
    data: take,
    ended(stream, system) {
      const { other } = sidesOf(system.process);
      const note = noteOf(stream);
      note.ended = true;
      if (other.kind === 'connect') return note.backend?.end();
      if (other.kind === 'command') {
        const rest = writes(parted(other.text).after, '', system);
        if (rest !== '') stream.send(rest);
      }
      over(stream, system);
    },
    datagram(received, system) {
      const { fork, other } = sidesOf(system.process);
      if (!fork) received.connect();
      const text = received.data.kind === 'text' ? received.data.text : '';
      if (other.kind === 'stdio') system.print(text);
      else if (other.kind === 'file') system.append(other.path, text);
      else if (other.kind === 'command') {
        const answer = writes(readRow(other.text) ?? [], text, system);
        if (answer !== '') received.reply({ kind: 'text', text: answer });
      } else if (other.kind === 'connect')
        resolve(system, filesOf(system.process), other.host, (ip) => {
          if (ip === undefined) return;
          system.ask(system.process.namespace, ip, other.port, received.data, PATIENCE, (answer) => {
            if (answer) received.reply(answer);
          });
        });
    },
  };
}

/** Joins a connection to another one, which is opened for it. */
function dial(
  stream: Stream,
  { host, port }: Extract<Address, { kind: 'connect' }>,
  system: System,
  files: ServerFiles,
  over: () => void,
): void {
  const back = (backend: Stream): void => {
    const text = fresh(backend);
    if (text !== '') stream.send(text);
  };
  resolve(system, files, host, (ip) => {
    if (ip === undefined) return over();
    system.tell({ kind: 'dials', address: ip, port });
    system.connect(system.process.namespace, ip, port, {
      connected(backend) {
        const note = noteOf(stream);
        note.backend = backend;
        const text = fresh(stream);
        if (text !== '') backend.send(text);
        if (note.ended) backend.end();
      },
      data: back,
      ended(backend) {
        back(backend);
        over();
      },
      failed: over,
    });
  });
}
