import type { Stream, System } from '../../../kernel/process/program.ts';
import type { ServerFiles } from '../../files/server-files.ts';
import type { Config, Level, Location, Server } from './model.ts';
import type { Request } from './request.ts';

/** What is sent back. */
export interface Response {
  readonly status: number;
  readonly body: string;
  readonly type?: string | undefined;
  /** Of a file: when it was written (ms). */
  readonly modified?: number;
  readonly location?: string;
  /** Headers of an upstream's answer, or of the server's own, beyond those that every answer has. */
  readonly headers?: readonly (readonly [string, string])[];
  /** The part of a file, as `bytes 0-1/5`. */
  readonly range?: string;
  /** The connection is closed without an answer (444). */
  readonly silent?: true;
  /** Nobody knows how long the body is: it is sent in chunks. */
  readonly chunked?: boolean;
  /** How long the body is that a HEAD does not get. */
  readonly length?: number | undefined;
}

/** A request on its way through the server. */
export interface Visit {
  readonly config: Config;
  readonly files: ServerFiles;
  readonly system: System;
  readonly stream: Stream;
  readonly request: Request;
  readonly server: Server;
  location: Location | undefined;
  /** The path that is served now; rewrites and inner redirects change it. */
  uri: string;
  args: string;
  /** Set by `set`, and the groups of the last match: `1`, `2`, and by name. */
  readonly variables: Record<string, string>;
  /** Inner redirects so far. */
  turns: number;
  /** An error page is being made, of this status. */
  error: number | undefined;
  /** The status that an error page is sent with; undefined where it has its own. */
  override: number | undefined;
  /** The named location that an error page leads to. */
  redirectTo: Location | undefined;
  /** Whether it got here by an inner redirect. */
  internal: boolean;
  /** Asked upstreams and what they said, for the log. */
  readonly upstreams: { address: string; status: string; seconds: number }[];
  readonly begun: number;
  status: number;
  sent: number;
}

/** The block whose settings hold for a request now. */
export const levelOf = ({ location, server }: Visit): Level => location?.level ?? server.level;

/** An outcome, or that it comes later by a call. */
export type Answer = (response: Response) => void;
