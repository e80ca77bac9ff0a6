import type { Namespace } from '../../../../kernel/namespace.ts';
import { tablesOf, type TableView } from '../../../../kernel/netfilter/nft/tables.ts';
import type { NftFamily } from '../../../../kernel/netfilter/nft/ruleset.ts';
import type { Chain } from '../../../../kernel/netfilter/table.ts';
import { own } from '../../../../kernel/own.ts';
import { Problem } from '../read/problem.ts';
import type { Span } from '../read/token.ts';
import type { Names } from '../read/values.ts';

/** Where a command is done. */
export interface Work {
  readonly namespace: Namespace;
  readonly names: Names;
  /** Clock (ms). */
  readonly now: number;
  /** Rules are a real host's: what is not known of them is kept as it stands. */
  readonly lenient?: true | undefined;
  /** It may change what is there. */
  readonly changing?: boolean | undefined;
  /** Prints, where this is no trial. */
  readonly tell: ((show: Show) => void) | undefined;
}

/** What is to be listed. */
export interface Show {
  readonly what:
    | 'ruleset'
    | 'tables'
    | 'table'
    | 'chains'
    | 'chain'
    | 'sets'
    | 'maps'
    | 'set'
    | 'counters'
    | 'counter'
    | 'element'
    | 'added';
  readonly family?: NftFamily | undefined;
  readonly table?: string | undefined;
  readonly name?: string | undefined;
  /** `get element`: those asked for. */
  readonly elements?: readonly string[] | undefined;
}

/** A name in a source. */
export interface Named extends Span {
  readonly text: string;
}

/** Names a table: its family, and its name. */
export interface TableSpec {
  readonly family: NftFamily;
  readonly name: Named;
}

export interface Command {
  readonly span: Span;
  readonly changes: boolean;
  run(work: Work): void;
}

export const MISSING = 'No such file or directory';
export const KERNEL = 'Could not process rule: ';

/** What is said where another program keeps a table to itself (NFT_TABLE_F_OWNER). */
export const NOT_PERMITTED = 'Operation not permitted';

function checkOwner({ changing }: Work, { table }: TableView, name: Named): void {
  if (changing && table.owner !== undefined) throw new Problem(`${KERNEL}${NOT_PERMITTED}`, name);
}

export const findTable = ({ namespace }: Work, { family, name }: TableSpec): TableView | undefined =>
  tablesOf(namespace).find((view) => view.family === family && view.name === name.text);

/** The table of a name. @throws Problem, where it is nft that looks without its lead */
export function tableAt(work: Work, spec: TableSpec, lead: '' | typeof KERNEL, listing = false): TableView {
  const found = findTable(work, spec);
  if (found) {
    checkOwner(work, found, spec.name);
    return found;
  }
  if (listing) throw new Problem(MISSING, spec.name);
  const near = closest(spec.name.text, tablesOf(work.namespace), ({ name }) => name);
  if (near && near.name !== spec.name.text)
    throw new Problem(`${MISSING}; did you mean table '${near.name}' in family ${near.family}?`, spec.name);
  throw new Problem(`${lead}${MISSING}`, spec.name);
}

/** The chain of a name in a table. @throws Problem */
export function chainAt(work: Work, view: TableView, name: Named, lead: '' | typeof KERNEL): Chain {
  const chain = own(view.table.chains, name.text);
  if (chain) return chain;
  throw lead === KERNEL ? missingRulePart(work, view, name.text, name) : new Problem(MISSING, name);
}

/** What nft says where the kernel misses something of a rule: it looks for a chain of a like name in all tables (nft_cmd_enoent_rule, src/cmd.c). */
export function missingRulePart(work: Work, view: TableView | undefined, chain: string, at: Span): Problem {
  const all = tablesOf(work.namespace).flatMap((each) =>
    Object.values(each.table.chains).map(({ name }) => ({ view: each, name })),
  );
  const near = closest(chain, all, ({ name }) => name);
  if (!near || (view && near.name === chain)) return new Problem(`${KERNEL}${MISSING}`, at);
  const { family, name } = near.view;
  const meant = view ? `chain '${near.name}' in table ${family} '${name}'` : `table '${name}' in family ${family}`;
  return new Problem(`${MISSING}; did you mean ${meant}?`, at);
}

/** The table of a rule. @throws Problem */
export function tableOfRule(work: Work, spec: TableSpec, chain: string): TableView {
  const found = findTable(work, spec);
  if (!found) throw missingRulePart(work, undefined, chain, spec.name);
  checkOwner(work, found, spec.name);
  return found;
}

/** What nft takes to be meant (src/misspell.c). */
export function closest<T>(text: string, all: readonly T[], nameOf: (each: T) => string): T | undefined {
  let best: T | undefined;
  let least = Infinity;
  for (const each of all.slice(0, MOST_COMPARED)) {
    const name = nameOf(each);
    const [longest, shortest] = [Math.max(text.length, name.length), Math.min(text.length, name.length)];
    if (longest <= 1) continue;
    const near = longest - shortest <= 1;
    const threshold = near ? Math.max(Math.ceil(longest / 3), 1) : Math.ceil((longest + 2) / 3);
    const distance = distanceOf(name, text);
    if (distance > threshold || distance >= least) continue;
    [best, least] = [each, distance];
  }
  return best;
}

const MOST_COMPARED = 1000;

/** The distance of two texts as string_distance has it: its rows overlap by one, and it compares from the second letter on. */
function distanceOf(a: string, b: string): number {
  const cells = new Array<number>((a.length + 1) * (b.length + 1)).fill(0);
  const at = (i: number, j: number): number => i * b.length + j;
  const cell = (i: number, j: number): number => cells[at(i, j)] ?? 0;
  for (let i = 0; i <= a.length; i++) cells[at(i, 0)] = i;
  for (let j = 0; j <= b.length; j++) cells[at(0, j)] = j;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i] === b[j] ? 0 : 1;
      const least = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + cost);
      const swapped = i > 1 && j > 1 && a[i] === b[j - 1] && a[i - 1] === b[j];
      cells[at(i, j)] = swapped ? Math.min(least, cell(i - 2, j - 2) + cost) : least;
    }
  }
  return cell(a.length, b.length);
}
