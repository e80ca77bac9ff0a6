import type { Program, Stream, System } from '../../kernel/process/program.ts';

/** Answers once the request's head has ended, be it by an empty line or by the end of the stream. */
function answer(stream: Stream, system: System): void {
  const { process } = system;
  const note = stream.note as { answered?: true };
  if (note.answered) return;
  note.answered = true;
  const name = process.hostname ?? process.machine;
  const body = `Hostname: ${name}\nRemoteAddr: ${stream.remote}\nLocalPort: ${stream.localPort}\n`;
  system.tell({ kind: 'answers', client: stream.remote });
  stream.send(
    `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  stream.close();
}

/** A server that tells who it is and who asked; the images' stand-in for web servers and databases. */
export const httpEcho: Program = {
  data(stream, system) {
    if (/(^|\n)\r?\n/.test(stream.received())) answer(stream, system);
  },
  ended: answer,
};
