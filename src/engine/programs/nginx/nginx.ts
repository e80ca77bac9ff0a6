import type { Process } from '../../../kernel/process/process.ts';
import type { Program, Stream, System } from '../../../kernel/process/program.ts';
import { serverFiles, steady, type ServerFiles } from '../../files/server-files.ts';
import { handle } from './handle.ts';
import { configOf } from './load.ts';
import { bodyOf, head, pageOf } from './pages.ts';
import { NO_REQUEST, pathOf, queryOf, readRequest, headerOf, type Request } from './request.ts';
import { serverFor } from './route.ts';
import { logAccess } from './log.ts';
import type { Level, Server } from './model.ts';
import type { Response, Visit } from './visit.ts';

/** What a connection notes: how much was taken in, and whether a request is under way. */
interface Note {
  taken?: number;
  busy?: Visit;
  closed?: true;
  /** Its client sends no more. */
  ended?: true;
}

const image = serverFiles({ files: {} });

/** Answers every whole request that has come since the last one. */
function serve(stream: Stream, system: System, files: ServerFiles): void {
  const note = stream.note as Note;
  if (note.closed || note.busy) return;
  const read = readRequest(stream.received().slice(note.taken ?? 0));
  if (read === 'more') {
    if (note.ended) close(stream, note);
    return;
  }
  const { config, names } = configOf(system.process, image);
  if ('status' in read) {
    const server = serverFor(config, stream.local, stream.localPort, '');
    const body = pageOf(read.status, server?.level);
    stream.send(
      head({ status: read.status, body, type: 'text/html' }, server?.level, {
        now: system.now(),
        keepAlive: false,
        chunked: false,
      }) + body,
    );
    if (server)
      logAccess({
        ...visitOf(stream, system, files, server, { ...NO_REQUEST, line: read.line }),
        status: read.status,
        sent: body.length,
      });
    return close(stream, note);
  }
  note.taken = (note.taken ?? 0) + read.length;
  const { request } = read;
  const host = (headerOf(request, 'host') ?? '').replace(/:\d+$/, '').toLowerCase();
  const server = serverFor(config, stream.local, stream.localPort, host);
  if (!server) return close(stream, note);
  system.remember('requests', (system.recall('requests') ?? 0) + 1);
  const visit = visitOf(stream, system, files, server, request);
  note.busy = visit;
  const keepAlive = staysOpen(request) && !note.ended;
  const done = (response: Response, level: Level): void => {
    if (note.busy !== visit) return;
    delete note.busy;
    if (response.silent) return close(stream, note);
    system.tell({ kind: 'answers-http', method: request.method, path: request.target, status: response.status });
    const oldest = request.version === '0.9';
    const lines = oldest
      ? ''
      : head(response, level, { now: system.now(), keepAlive, chunked: response.chunked === true });
    stream.send(lines + (request.method === 'HEAD' ? '' : bodyOf(response)));
    if (keepAlive) return serve(stream, system, files);
    close(stream, note);
  };
  if (pathOf(request.target) === undefined)
    return done({ status: 400, body: pageOf(400, server.level), type: 'text/html' }, server.level);
  handle(visit, names, done);
}

function close(stream: Stream, note: Note): void {
  note.closed = true;
  stream.close();
}

function staysOpen(request: Request): boolean {
  const connection = headerOf(request, 'connection')?.toLowerCase() ?? '';
  return request.version === '1.1'
    ? !connection.includes('close')
    : request.version === '1.0' && connection.includes('keep-alive');
}

const visitOf = (stream: Stream, system: System, files: ServerFiles, server: Server, request: Request): Visit => ({
  config: configOf(system.process, image).config,
  files,
  system,
  stream,
  request,
  server,
  location: undefined,
  uri: pathOf(request.target) ?? '/',
  args: queryOf(request.target),
  variables: {},
  turns: 0,
  error: undefined,
  override: undefined,
  redirectTo: undefined,
  internal: false,
  upstreams: [],
  begun: system.now(),
  status: 0,
  sent: 0,
});

/** Its client is gone before the answer was there: nginx stops asking for it, and logs 499. */
function abandoned(stream: Stream, note: Note): void {
  const { busy } = note;
  delete note.busy;
  if (busy) {
    busy.status = 499;
    logAccess(busy);
  }
  close(stream, note);
}

/** nginx, as its configuration tells it. */
export const nginx = (filesOf: (process: Process) => ServerFiles): Program => ({
  data: (stream, system) => serve(stream, system, steady(filesOf(system.process))),
  ended(stream) {
    const note = stream.note as Note;
    note.ended = true;
    if (note.closed) return;
    if (note.busy) abandoned(stream, note);
    else close(stream, note);
  },
});
