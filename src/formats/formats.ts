import { strFromU8 } from 'fflate';
import type { Played } from '../history/history.ts';
import type { Hop } from '../kernel/hop.ts';
import type { Trace } from '../kernel/trace.ts';
import type { World } from '../world/world.ts';
import type { Document, Reading } from './document.ts';
import { jsonOf, readJson } from './json.ts';
import { fragmentOf, readFragment } from './link.ts';
import { isPng, textOf, withText } from './png.ts';
import type { Report } from './report/block.ts';
import { readScenario, scenarioOf } from './scenario.ts';

/** What a file holds; its text is decoded when it is asked for. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** The traffic of one command, to be written down. */
export interface Traffic {
  /** The command, as it stands behind a prompt. */
  readonly title: string;
  /** The world as it stood when the traffic began. */
  readonly world: World;
  readonly traces: readonly Trace[];
  readonly hops: readonly Hop[];
  /** What happened, step by step: in the reader's words, and the hop that is shown for it. */
  readonly steps: readonly { readonly hop: number; readonly text: string }[];
}

/** What an export is made of; a format asks for what it needs. */
export interface Source {
  readonly document: () => Document;
  /** Its commands, with what came of them. */
  readonly played: () => readonly Played[];
  readonly world: () => World;
  readonly traffic: () => Traffic;
  /** The picture as it is shown, all of it, with a text in its metadata. */
  readonly svg: (metadata: string) => Promise<string>;
  readonly png: (metadata: string) => Promise<Uint8Array>;
  /** What is found of it. */
  readonly report: () => Promise<Report>;
}

export interface Format {
  readonly id: string;
  /** How the names of its files end. */
  readonly ending: string;
  /** Whether a file is of this format, whatever it is called. The one that is read without it takes what is left. */
  readonly sniff?: (content: Content) => boolean;
  readonly read?: (content: Content) => Reading;
  /** The parts of a lab that have a file each, where it does not go into one. */
  readonly parts?: (world: World) => readonly string[];
  /** `part` is the first one where none is named. */
  readonly write?: (
    source: Source,
    part?: string,
  ) => string | Uint8Array<ArrayBuffer> | Promise<string | Uint8Array<ArrayBuffer>>;
  /** It is offered only where there is traffic. */
  readonly ofTraffic?: true;
}

const enginesOf = ({ machines }: World): readonly string[] =>
  Object.values(machines).flatMap(({ name, engine }) => (engine ? [name] : []));

/** Where a text carries a link: in a picture's metadata, or as the link itself. */
const LINK = /#?(v\d{1,4}=[A-Za-z0-9_-]+)/;
const linkIn = (text: string): string | undefined => LINK.exec(text)?.[1];
const carriesLink = ({ text }: Content, start: RegExp): boolean => start.test(text) && linkIn(text) !== undefined;
const readLink = ({ text }: Content): Reading => readFragment(linkIn(text) ?? '');

/**
 * Every format that Hopscope reads or writes, in the order of the export menu. What opens, drops, picks and saves files
 * follows from this list. What only exports need is loaded when one is written.
 */
export const formats = [
  {
    id: 'png',
    ending: 'png',
    sniff: ({ bytes }) => isPng(bytes),
    read: ({ bytes }) => readFragment(textOf(bytes) ?? ''),
    write: async ({ document, png }) => {
      const fragment = fragmentOf(document());
      return withText(await png(`#${fragment}`), fragment);
    },
  },
  {
    id: 'svg',
    ending: 'svg',
    sniff: (content) => carriesLink(content, /^\s*</),
    read: readLink,
    write: ({ document, svg }) => svg(`#${fragmentOf(document())}`),
  },
  {
    id: 'scenario',
    ending: 'scenario',
    read: ({ text }) => readScenario(text),
    write: ({ document }) => scenarioOf(document()),
  },
  {
    id: 'json',
    ending: 'json',
    sniff: ({ text }) => /^\s*\{/.test(text),
    read: ({ text }) => readJson(text),
    write: ({ document }) => jsonOf(document()),
  },
  {
    id: 'script',
    ending: 'sh',
    write: async ({ document, played }) => (await import('./shell-script.ts')).shellScriptOf(document().name, played()),
  },
  {
    id: 'compose',
    ending: 'yaml',
    parts: enginesOf,
    write: async ({ document, played, world }, host = enginesOf(world())[0] ?? '') =>
      (await import('./compose/export.ts')).composeOf(world(), host, document().name, played()),
  },
  {
    id: 'mermaid',
    ending: 'mmd',
    write: async ({ world }) => (await import('./mermaid.ts')).mermaidOf(world()),
  },
  {
    id: 'reportHtml',
    ending: 'html',
    write: async ({ report }) => (await import('./report/html.ts')).htmlOf(await report()),
  },
  {
    id: 'reportMarkdown',
    ending: 'md',
    write: async ({ report }) => (await import('./report/markdown.ts')).markdownOf(await report()),
  },
  {
    id: 'capture',
    ending: 'pcapng',
    ofTraffic: true,
    write: async ({ traffic }) => {
      const { world, traces } = traffic();
      return (await import('./pcapng.ts')).pcapngOf(world, traces);
    },
  },
  {
    id: 'trace',
    ending: 'txt',
    ofTraffic: true,
    write: async ({ traffic }) => (await import('./trace-text.ts')).trafficText(traffic()),
  },
  {
    id: 'link',
    ending: 'txt',
    sniff: (content) => carriesLink(content, /^\s*(https?:|#?v\d)/),
    read: readLink,
  },
] as const satisfies readonly Format[];

type Listed = (typeof formats)[number];
type Readable = Extract<Listed, { readonly read: unknown }>;
/** A format that the export menu offers. */
export type Writable = Extract<Listed, { readonly write: unknown }>;

const readable = formats.filter((format): format is Readable => 'read' in format);
export const writable = formats.filter((format): format is Writable => 'write' in format);

/** The endings of all files that can be opened, as a file picker wants them. */
export const accepted = readable.map(({ ending }) => `.${ending}`).join(',');

/** What the file of a picture may weigh (bytes); the document in it has limits of its own. */
const MOST_BYTES = 20_000_000;

/** Reads a document from any file that we write, whatever it is called. Never throws. */
export function readFile(bytes: Uint8Array): Reading {
  if (bytes.length > MOST_BYTES) return { ok: false, reason: 'too-large' };
  const content = contentOf(bytes);
  const known = readable.find((format: Format) => format.sniff?.(content));
  const format = known ?? readable.find((each) => !('sniff' in each));
  return format?.read(content) ?? { ok: false, reason: 'foreign' };
}

function contentOf(bytes: Uint8Array): Content {
  let text: string | undefined;
  return {
    bytes,
    get text() {
      return (text ??= strFromU8(bytes));
    },
  };
}
