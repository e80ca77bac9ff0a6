/** Texts that hosts printed, in any order, alone or together: each is recognised by its content and reduced to what is kept. */
import { at } from './fields.ts';
import { hostOf } from './assemble.ts';
import { assumptionsOf } from './assumed.ts';
import { blocksOf } from './division/blocks.ts';
import { cleaned, isTypeset } from './division/clean.ts';
import { divide, type Piece } from './division/divide.ts';
import { hintOfName } from './division/hint.ts';
import { isDenied, lesserIn } from './division/lesser.ts';
import { newDraft, type Discard, type Draft } from './draft.ts';
import {
  notice,
  type AssumedKind,
  type DiscardKind,
  type Notice,
  type ReasonKind,
  type RecognisedKind,
} from './notice.ts';
import { isScript, takeScript } from './script/read.ts';
import type { Snapshot } from './snapshot.ts';
import { withKnownNeighbours } from './stack/neighbours.ts';
import { takeBlock } from './take-text.ts';
import { takeJson } from './take-json.ts';
import { checked } from './text.ts';

export interface InputFile {
  readonly name?: string;
  readonly text: string;
}

interface Recognised {
  readonly name: string;
  readonly kind: RecognisedKind;
}

export type Reading =
  | {
      readonly ok: true;
      readonly snapshot: Snapshot;
      readonly recognised: readonly Recognised[];
      /** What was there and is not kept. */
      readonly discarded: readonly Notice<DiscardKind>[];
      /** What was not there. */
      readonly assumed: readonly Notice<AssumedKind>[];
    }
  | { readonly ok: false; readonly reason: Notice<ReasonKind>; readonly recognised: readonly Recognised[] };

/** Of all texts together: characters, lines of one, members of one list. */
const MOST = { text: 16_000_000, line: 65_536, lines: 400_000, list: 100_000 } as const;

/** Reads what hosts printed. What is not recognised is counted, and never kept. */
export function readSnapshot(files: readonly InputFile[]): Reading {
  const size = files.reduce((sum, { text }) => sum + text.length, 0);
  if (size > MOST.text) return failed(notice('too-large', { most: MOST.text }));
  if (files.every(({ text }) => text.trim() === '')) return failed(notice('empty'));
  const parts = files.map(({ name = '', text }) => ({ name, ...divide(cleaned(text), hintOfName(name)) }));
  for (const { name, pieces } of parts)
    for (const piece of pieces) if (piece.kind === 'json' && isReady(piece.value)) return ofReady(piece.value, name);
  return gathered(parts, files);
}

/** A snapshot that was written here. */
const isReady = (value: unknown): boolean =>
  typeof at(value, 'version') === 'number' && Array.isArray(at(value, 'hosts'));

function ofReady(value: unknown, name: string): Reading {
  const recognised = [{ name, kind: 'snapshot' as const }];
  const result = checked(value);
  if (!result.ok) return failed(result.reason, recognised);
  return { ok: true, snapshot: result.snapshot, recognised, discarded: [], assumed: [] };
}

/** What makes no host where there is nothing else. */
const ASIDE: readonly RecognisedKind[] = ['compose', 'other', 'neighbours'];

type Part = { readonly name: string; readonly pieces: readonly Piece[]; readonly broken: boolean };

function gathered(parts: readonly Part[], files: readonly InputFile[]): Reading {
  const drafts = new Map<string, Draft>();
  const counts = new Map<DiscardKind, number>();
  const discard: Discard = (kind, count = 1) => void counts.set(kind, (counts.get(kind) ?? 0) + count);
  const recognised: Recognised[] = [];
  const labels = parts.flatMap(({ pieces }) => pieces.flatMap((piece) => labelOf(piece) ?? []));
  const first = labels[0] ?? '';
  const told = new Set<string>();
  let unlabelled = false;
  for (const { name, pieces } of parts)
    for (const piece of pieces) {
      const label = labelOf(piece) ?? first;
      const draft = drafts.get(label) ?? newDraft();
      const kinds = take(draft, piece, discard);
      drafts.set(label, draft);
      if (kinds.some((kind) => !ASIDE.includes(kind))) {
        told.add(label);
        unlabelled ||= labelOf(piece) === undefined;
      }
      for (const kind of kinds)
        if (!recognised.some((each) => each.name === name && each.kind === kind)) recognised.push({ name, kind });
    }
  if (told.size === 0) return failed(reasonOf(parts, files, recognised), recognised);
  const named = [...drafts]
    .filter(([label]) => told.has(label))
    .map(([label, draft], i) => ({
      draft,
      host: hostOf(draft, draft.facts.name ?? (label || `host${i + 1}`)),
    }));
  const result = checked({ version: 1, hosts: withKnownNeighbours(named.map(({ host }) => host)) });
  if (!result.ok) return failed(result.reason, recognised);
  return {
    ok: true,
    snapshot: result.snapshot,
    recognised,
    discarded: [...counts].map(([kind, count]) => notice(kind, { count })),
    assumed: [
      ...(unlabelled && new Set(labels).size > 1 ? [notice('which-host', { host: first })] : []),
      ...named.flatMap(({ host, draft }) => assumptionsOf(host, draft)),
    ],
  };
}

/** What says of which host something is: the script, else a prompt or the file's name. */
function labelOf(piece: Piece): string | undefined {
  if (piece.kind === 'json' && isScript(piece.value)) {
    const name = at(piece.value, 'hostname');
    if (typeof name === 'string' && name !== '') return name;
  }
  return piece.hint.host;
}

function take(draft: Draft, piece: Piece, discard: Discard): RecognisedKind[] {
  if (piece.kind === 'json') {
    if (isScript(piece.value)) {
      takeScript(draft, piece.value, discard);
      return ['script'];
    }
    if (Array.isArray(piece.value) && piece.value.length > MOST.list) {
      discard('unread', piece.value.length);
      return [];
    }
    return takeJson(draft, piece.value, piece.hint, discard);
  }
  const lines = piece.lines.filter((line) => line.length <= MOST.line).slice(0, MOST.lines);
  if (lines.length < piece.lines.length) discard('unread', piece.lines.length - lines.length);
  return blocksOf(lines).flatMap((block) => takeBlock(draft, block, piece.hint, discard) ?? []);
}

function reasonOf(
  parts: readonly Part[],
  files: readonly InputFile[],
  recognised: readonly Recognised[],
): Notice<ReasonKind> {
  const lesser = files.map(({ text }) => lesserIn(text)).find((each) => each !== undefined);
  if (lesser) return notice('lesser', { ...lesser });
  if (files.some(({ text }) => isDenied(text))) return notice('denied');
  if (files.some(({ text }) => isTypeset(text))) return notice('typographic');
  if (recognised.some(({ kind }) => kind === 'compose')) return notice('compose-only');
  return notice(parts.some(({ broken }) => broken) ? 'broken-json' : 'nothing');
}

const failed = (reason: Notice<ReasonKind>, recognised: readonly Recognised[] = []): Reading => ({
  ok: false,
  reason,
  recognised,
});
