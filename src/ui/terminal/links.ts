import type { Engine } from '../../engine/engine.ts';
import { knownNetworks } from '../../engine/swarm/known.ts';
import { own } from '../../kernel/own.ts';
import type { Selection } from '../../store/selection.ts';
import type { World } from '../../world/world.ts';
import { machinesOf } from '../../world/spots.ts';
import { addressesOf } from '../../world/ends.ts';

/** A stretch of output: plain, or one that names something of the lab. */
export interface Piece {
  readonly text: string;
  readonly names?: Selection | undefined;
}

/** What a name, an id or an address of a lab stands for. */
type Lexicon = (word: string) => Selection | undefined;
/** An engine, and the machine that it runs on. */
interface Home {
  readonly machine: string;
  readonly engine: Engine;
}

/** Longer output stays plain: nobody looks for a link in there, and it would only cost time. */
const LONGEST = 60_000;
const SHORT_ID = 12;
const wholeId = /^[0-9a-f]{64}$/;
/** Networks whose names are plain words in much output: a link only right after their own id. */
const plainWords = new Set(['bridge', 'host', 'none']);

const indices = new WeakMap<Engine, ReadonlyMap<string, Selection>>();

/** The lines of output, each with the newline that ends it; all in one where there are too many. */
export const linesOf = (text: string): readonly string[] => (text.length > LONGEST ? [text] : text.split(/(?<=\n)/));

/** Splits output into plain text and names of things, by the world in which it was printed. */
export function piecesOf(text: string, world: World): readonly Piece[] {
  if (text.length > LONGEST) return [{ text }];
  const lexicon = lexiconOf(world);
  const pieces: Piece[] = [];
  let from = 0;
  let previous: Selection | undefined;
  for (const { 0: word, index } of text.matchAll(/[A-Za-z0-9][\w.:-]*/g)) {
    const named = lookUp(lexicon, word, previous);
    previous = named !== undefined && isId(named.text) ? named.selection : undefined;
    if (named === undefined) continue;
    if (index > from) pieces.push({ text: text.slice(from, index) });
    pieces.push({ text: named.text, names: named.selection });
    from = index + named.text.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

const isId = (word: string): boolean => /^[0-9a-f]{12}(?:[0-9a-f]{52})?$/.test(word);

/** What a word names: all of it, or up to a full stop, a colon and what follows (`172.17.0.2:80`, `web.shop`). */
function lookUp(
  lexicon: Lexicon,
  word: string,
  previous: Selection | undefined,
): { readonly text: string; readonly selection: Selection } | undefined {
  for (let text = word; text !== ''; text = text.slice(0, Math.max(text.lastIndexOf(':'), 0))) {
    const whole = text.replace(/[.:-]+$/, '');
    const selection = lexicon(whole);
    if (selection === undefined) continue;
    if (plainWords.has(whole) && !same(selection, previous)) return undefined;
    return { text: whole, selection };
  }
  return undefined;
}

const same = (a: Selection, b: Selection | undefined): boolean =>
  b !== undefined && 'id' in a && 'id' in b && a.kind === b.kind && a.id === b.id;

/** All engines' things, and the machines by their addresses. A whole id is looked up in place: an index of a large lab is large too. */
function lexiconOf(world: World): Lexicon {
  const homes = machinesOf(world).flatMap(({ name, engine }) =>
    engine === undefined ? [] : [{ machine: name, engine }],
  );
  let index: ReadonlyMap<string, Selection> | undefined;
  return (word) => (wholeId.test(word) && byId(homes, word)) || (index ??= indexOf(world, homes)).get(word);
}

function byId(homes: readonly Home[], id: string): Selection | undefined {
  for (const { machine, engine } of homes) {
    if (own(engine.containers, id) !== undefined) return { kind: 'container', machine, id };
    if (own(knownNetworks(engine), id) !== undefined) return { kind: 'network', machine, id };
  }
  return undefined;
}

function indexOf(world: World, homes: readonly Home[]): ReadonlyMap<string, Selection> {
  const [first, ...others] = homes;
  const known = first && indices.get(first.engine);
  if (known !== undefined && others.length === 0) return known;
  const index = new Map<string, Selection>();
  if (first === undefined) return index;
  for (const { name } of machinesOf(world))
    for (const address of addressesOf(world, name)) index.set(address, { kind: 'machine', machine: name });
  for (const { machine, engine } of homes) addThings(index, machine, engine);
  indices.set(first.engine, index);
  return index;
}

function addThings(index: Map<string, Selection>, machine: string, engine: Engine): void {
  for (const { id, name, bridge } of Object.values(knownNetworks(engine))) {
    const selection: Selection = { kind: 'network', machine, id };
    for (const word of [id, id.slice(0, SHORT_ID), name, bridge]) if (word !== undefined) index.set(word, selection);
  }
  for (const { id, name, endpoints } of Object.values(engine.containers)) {
    const selection: Selection = { kind: 'container', machine, id };
    for (const word of [id, id.slice(0, SHORT_ID), name]) index.set(word, selection);
    for (const { ipv4, ipv6, hostInterface } of Object.values(endpoints))
      for (const word of [ipv4, ipv6, hostInterface]) if (word !== undefined && word !== '') index.set(word, selection);
  }
}
