import type { Program } from '../../kernel/program.ts';

/** nc(1) that listens: it prints what it receives. */
export const nc: Program = {
  data(stream, system) {
    const note = stream.note as { printed?: number };
    system.print(stream.received().slice(note.printed ?? 0));
    note.printed = stream.received().length;
  },
  ended: (stream) => stream.close(),
  datagram({ data }, system) {
    if (data.kind === 'text') system.print(data.text);
  },
};
