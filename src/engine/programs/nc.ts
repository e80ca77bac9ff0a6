import type { Program } from '../../kernel/process/program.ts';

const keepsListening = ([, ...words]: readonly string[]): boolean => words.some((word) => /^-[a-zA-Z]*k/.test(word));

/** nc(1) that listens: it prints what it receives, and keeps to its first peer, with whose connection it ends, unless told to keep on (-k). */
export const nc: Program = {
  data(stream, system) {
    const note = stream.note as { printed?: number };
    system.print(stream.received().slice(note.printed ?? 0));
    note.printed = stream.received().length;
  },
  ended(stream, system) {
    stream.close();
    if (!keepsListening(system.process.command)) system.exit(0);
  },
  datagram(received, system) {
    if (!keepsListening(system.process.command)) received.connect();
    if (received.data.kind === 'text') system.print(received.data.text);
  },
};
