import type { NftFamily } from '../../../../kernel/netfilter/nft/ruleset.ts';
import { nextHandle, tablesOf } from '../../../../kernel/netfilter/nft/tables.ts';
import { own, put } from '../../../../kernel/own.ts';
import { readElements } from '../read/constants.ts';
import { EXPECTED } from '../read/expected.table.ts';
import { Problem, unsupported } from '../read/problem.ts';
import type { Reader } from '../read/reader.ts';
import type { Span } from '../read/token.ts';
import { addElements, elementsAsked, putElements, removeElements } from './elements.ts';
import { readChainSetting, readSetSettings } from './settings.ts';
import { deleteRuleAt, enterRule, type RulePosition } from './rules.ts';
import {
  addChain,
  addSet,
  addTable,
  dropTable,
  removeChain,
  removeSet,
  removeTable,
  renameChain,
  setAt,
  type Making,
  type Removing,
  type TableSettings,
} from './tables.ts';
import {
  chainAt,
  KERNEL,
  MISSING,
  tableAt,
  type Command,
  type Named,
  type Show,
  type TableSpec,
  type Work,
} from './work.ts';

const FAMILIES = ['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev'];

/** Commands that stand in a source, in order. @throws Problem where its words are wrong */
export function readCommands(reader: Reader): Command[] {
  const commands: Command[] = [];
  reader.skipBreaks();
  while (reader.token.kind !== 'end') {
    commands.push(...readCommand(reader));
    if (!reader.ended) reader.fail(EXPECTED.ended);
    if (reader.is('}')) reader.fail(EXPECTED.ended);
    reader.skipBreaks();
  }
  return commands;
}

type Act = (work: Work, span: Span) => void;

function readCommand(reader: Reader): Command[] {
  const first = reader.token;
  const word = first.text;
  if (reader.takeIf('define', 'redefine')) return readDefine(reader);
  if (reader.takeIf('include')) throw unsupported(first);
  const acts = readActs(reader, word);
  const span = reader.since(first);
  const changes = !['list', 'get'].includes(word);
  return acts.map((act) => ({ span, changes, run: (work) => act(work, span) }));
}

function readDefine(reader: Reader): Command[] {
  const name = reader.take();
  reader.expect('=');
  reader.variables.set(name.text, reader.body());
  return [];
}

function readActs(reader: Reader, word: string): Act[] {
  switch (word) {
    case 'add':
    case 'create':
      reader.take();
      return readAdd(reader, word);
    case 'insert':
    case 'replace':
      reader.take();
      reader.expect('rule');
      return [readRuleAct(reader, word)];
    case 'delete':
    case 'destroy':
      reader.take();
      return [readRemove(reader, word)];
    case 'list':
      reader.take();
      return [readList(reader)];
    case 'flush':
      reader.take();
      return [readFlush(reader)];
    case 'rename':
      return [readRename(reader)];
    case 'get':
      return [readGet(reader)];
    case 'reset':
      reader.take();
      return [readReset(reader)];
    case 'monitor':
    case 'describe':
    case 'export':
    case 'import':
      throw unsupported(reader.token);
    default:
      return readBare(reader);
  }
}

const OBJECTS = ['table', 'chain', 'rule', 'set', 'map', 'element', 'counter'];

/** Without a verb: an object, or a rule. */
function readBare(reader: Reader): Act[] {
  if (reader.is(...OBJECTS)) return readAdd(reader, 'add');
  return [readRuleAct(reader, 'add')];
}

function readAdd(reader: Reader, making: Making): Act[] {
  const word = reader.token;
  if (reader.takeIf('table')) return readTable(reader, making);
  if (reader.takeIf('chain')) return readChain(reader, making);
  if (reader.takeIf('rule')) return [readRuleAct(reader, 'add')];
  if (reader.is('set', 'map')) return [readSet(reader, making)];
  if (reader.takeIf('element')) {
    const [spec, name] = readPlace(reader);
    const body = reader.inside(reader.body());
    return [(work) => addElements(work, spec, name, body.again(), making === 'create')];
  }
  if (reader.takeIf('counter')) return [readCounter(reader, making)];
  if (reader.is('quota', 'limit', 'flowtable', 'ct', 'synproxy', 'secmark', 'tunnel')) throw unsupported(word);
  if (word.kind === 'word' && making === 'add') return [readRuleAct(reader, 'add')];
  return reader.fail(
    'table, chain, rule, set, map, element, flowtable, counter, quota, ct, limit, secmark, synproxy, tunnel',
  );
}

/** A family where one is named, and the name of a table. */
function readSpec(reader: Reader, first = true): TableSpec {
  const named = reader.is(...FAMILIES) ? reader.take() : undefined;
  if (named && ['arp', 'bridge', 'netdev'].includes(named.text)) throw unsupported(named);
  const name = reader.newName(named || !first ? EXPECTED.name : EXPECTED.family);
  return { family: (named?.text as NftFamily | undefined) ?? 'ip', name };
}

function readPlace(reader: Reader): [TableSpec, Named] {
  const spec = readSpec(reader);
  return [spec, reader.newName()];
}

function readTable(reader: Reader, making: Making): Act[] {
  const spec = readSpec(reader);
  if (!reader.takeIf('{'))
    return [(work, span) => void addTable(work, spec, making, {}, { from: span.to - 1, to: span.to })];
  const settings: { dormant?: boolean; comment?: string } = {};
  const inner: Act[] = [];
  reader.skipBreaks();
  while (!reader.is('}')) {
    const { token } = reader;
    if (reader.takeIf('flags')) settings.dormant = reader.take().text === 'dormant';
    else if (reader.takeIf('comment')) settings.comment = reader.take().text;
    else if (reader.takeIf('chain')) inner.push(...readChainBlock(reader, spec));
    else if (reader.is('set', 'map')) inner.push(readSet(reader, 'add', spec));
    else if (reader.takeIf('counter')) inner.push(readCounter(reader, 'add', spec));
    else if (reader.is('quota', 'limit', 'flowtable', 'ct', 'synproxy', 'secmark')) throw unsupported(token);
    else
      reader.fail(
        "newline, semicolon, comment, set, map, flags, chain, counter, quota, limit, flowtable, ct, secmark, synproxy, '}'",
      );
    if (!reader.ended) reader.fail(EXPECTED.semicolon);
    reader.skipBreaks();
  }
  reader.expect('}');
  const table: TableSettings = settings;
  return [(work, span) => void addTable(work, spec, making, table, span), ...inner.sort(byStage)];
}

/** Chains come before what may lead to them, and rules last, wherever they stand in a table's braces. */
const STAGES = new WeakMap<Act, number>();
const staged = (stage: number, act: Act): Act => {
  STAGES.set(act, stage);
  return act;
};
const byStage = (a: Act, b: Act): number => (STAGES.get(a) ?? 0) - (STAGES.get(b) ?? 0);

function readChain(reader: Reader, making: Making): Act[] {
  const [spec, name] = readPlace(reader);
  if (!reader.is('{')) return [(work) => void addChain(work, spec, name, making, {})];
  return readChainBraces(reader, spec, name, making);
}

const readChainBlock = (reader: Reader, spec: TableSpec): Act[] => readChainBraces(reader, spec, reader.name(), 'add');

function readChainBraces(reader: Reader, spec: TableSpec, name: Named, making: Making): Act[] {
  reader.expect('{');
  const settings = {};
  const rules: Act[] = [];
  reader.skipBreaks();
  while (!reader.is('}')) {
    if (reader.token.kind === 'end') reader.fail(EXPECTED.inChain);
    if (!readChainSetting(reader, settings)) {
      const from = reader.token;
      const body = reader.inside(reader.body());
      const span = reader.since(from);
      rules.push(staged(2, (work) => void enterRule(work, spec, name, body.again(), { how: 'add' }, span)));
    }
    if (!reader.ended && reader.previous.kind !== 'newline' && reader.previous.text !== ';')
      reader.fail(EXPECTED.semicolon);
    reader.skipBreaks();
  }
  reader.expect('}');
  return [staged(0, (work) => void addChain(work, spec, name, making, settings)), ...rules];
}

function readRuleAct(reader: Reader, how: RulePosition['how']): Act {
  const [spec, chain] = readPlace(reader);
  const position = reader.takeIf('handle', 'position') ? { handle: reader.take() } : {};
  const index = reader.takeIf('index') ? { index: reader.take() } : {};
  if (how === 'replace' && !('handle' in position)) reader.fail(EXPECTED.handle);
  const body = reader.inside(reader.body());
  return (work, span) =>
    void enterRule(
      work,
      spec,
      chain,
      body.again(),
      { how, ...position, ...index },
      { from: span.from, to: span.to + 1 },
    );
}

function readSet(reader: Reader, making: Making, within?: TableSpec): Act {
  const isMap = reader.take().text === 'map';
  const spec = within ?? readSpec(reader);
  const name = reader.name();
  const body = reader.inside(reader.body());
  return staged(1, (work) => {
    const inner = body.again();
    const view = tableAt(work, spec, '');
    const read = { elements: [] as ReturnType<typeof readElements> };
    const draft = readSetSettings(inner, name.text, isMap, work.names, (set) => {
      read.elements = readElements(inner, set.types, set.data, work.names, work.now);
    });
    const known = own(view.table.sets, name.text);
    const set = addSet(work, spec, draft, making, name);
    putElements(known ?? set, read.elements, work.now, false);
  });
}

function readCounter(reader: Reader, making: Making, within?: TableSpec): Act {
  const spec = within ?? readSpec(reader);
  const name = reader.name();
  const counter: { packets: number; bytes: number; comment?: string } = { packets: 0, bytes: 0 };
  if (reader.takeIf('{')) {
    reader.skipBreaks();
    while (!reader.is('}')) {
      if (reader.takeIf('packets')) counter.packets = Number(reader.take().text);
      else if (reader.takeIf('bytes')) counter.bytes = Number(reader.take().text);
      else if (reader.takeIf('comment')) counter.comment = reader.take().text;
      else reader.fail("packets, comment, '}'");
      reader.skipBreaks();
    }
    reader.expect('}');
  }
  return staged(1, (work) => {
    const { table } = tableAt(work, spec, '');
    if (own(table.counters, name.text)) {
      if (making === 'create') throw new Problem(`${KERNEL}File exists`, name);
      return;
    }
    const holder = { counters: (table.counters ??= {}) };
    put(holder, 'counters', name.text, { ...counter, name: name.text, handle: nextHandle(table) });
    table.counters = holder.counters;
  });
}

function readRemove(reader: Reader, removing: Removing): Act {
  const gently = removing === 'destroy';
  if (reader.takeIf('table')) {
    const spec = readSpec(reader);
    return (work) => removeTable(work, spec, removing);
  }
  if (reader.takeIf('chain')) {
    const [spec, name] = readPlace(reader);
    return (work) => removeChain(work, spec, name, removing);
  }
  if (reader.takeIf('rule')) {
    const [spec, chain] = readPlace(reader);
    reader.expect('handle', EXPECTED.handle);
    const handle = reader.take();
    return (work) => deleteRuleAt(work, spec, chain, handle, gently);
  }
  if (reader.takeIf('set', 'map')) {
    const [spec, name] = readPlace(reader);
    return (work) => removeSet(work, spec, name, removing);
  }
  if (reader.takeIf('element')) {
    const [spec, name] = readPlace(reader);
    const body = reader.inside(reader.body());
    return (work) => removeElements(work, spec, name, body.again(), gently);
  }
  if (reader.takeIf('counter')) {
    const [spec, name] = readPlace(reader);
    return (work) => {
      const { table } = tableAt(work, spec, KERNEL);
      if (!own(table.counters, name.text) && !gently) throw new Problem(`${KERNEL}${MISSING}`, name);
      delete table.counters?.[name.text];
    };
  }
  return reader.fail(
    'table, chain, rule, set, map, element, flowtable, counter, quota, ct, limit, secmark, synproxy, tunnel',
  );
}

const show =
  (asked: Show): Act =>
  (work) =>
    work.tell?.(asked);

function readList(reader: Reader): Act {
  const word = reader.token;
  if (reader.is('ruleset', 'tables', 'chains', 'sets', 'maps', 'counters')) {
    const what = reader.take().text as Show['what'];
    const family = reader.is(...FAMILIES) ? (reader.take().text as NftFamily) : undefined;
    const spec = reader.takeIf('table') ? readSpec(reader) : undefined;
    return show({ what, family: spec?.family ?? family, table: spec?.name.text });
  }
  if (reader.is('quotas', 'limits', 'flowtables', 'meters', 'secmarks', 'synproxys', 'tunnels')) {
    reader.take();
    if (reader.is(...FAMILIES)) reader.take();
    return show({ what: 'tables', table: '' });
  }
  if (reader.takeIf('table')) {
    const spec = readSpec(reader);
    return (work) => {
      tableAt(work, spec, '', true);
      work.tell?.({ what: 'table', family: spec.family, table: spec.name.text });
    };
  }
  if (!reader.is('chain', 'set', 'map', 'counter')) {
    if (reader.is('hooks', 'meter', 'flowtable', 'ct', 'quota', 'limit')) throw unsupported(word);
    return reader.fail(EXPECTED.listed);
  }
  const kind = reader.take().text;
  const [spec, name] = readPlace(reader);
  return (work) => {
    const view = tableAt(work, spec, '', true);
    if (kind === 'chain') chainAt(work, view, name, '');
    else if (kind === 'counter' ? !own(view.table.counters, name.text) : !setAt(view, name, ''))
      throw new Problem(MISSING, name);
    const what = kind === 'map' ? 'set' : (kind as Show['what']);
    work.tell?.({ what, family: spec.family, table: spec.name.text, name: name.text });
  };
}

function readFlush(reader: Reader): Act {
  if (reader.takeIf('ruleset')) {
    const family = reader.is(...FAMILIES) ? reader.take().text : undefined;
    return (work) => {
      work.namespace.netfilter.own ??= [];
      for (const view of tablesOf(work.namespace)) {
        if ((family === undefined || view.family === family) && view.table.owner === undefined) dropTable(work, view);
      }
    };
  }
  if (reader.takeIf('table')) {
    const spec = readSpec(reader);
    return (work) => {
      for (const chain of Object.values(tableAt(work, spec, KERNEL).table.chains)) chain.rules = [];
    };
  }
  if (reader.takeIf('chain')) {
    const [spec, name] = readPlace(reader);
    return (work) => {
      chainAt(work, tableAt(work, spec, KERNEL), name, KERNEL).rules = [];
    };
  }
  if (reader.takeIf('set', 'map')) {
    const [spec, name] = readPlace(reader);
    return (work) => {
      setAt(tableAt(work, spec, ''), name, '').elements = [];
    };
  }
  return reader.fail('table, chain, set, map, flowtable, ruleset');
}

function readRename(reader: Reader): Act {
  reader.take();
  reader.expect('chain');
  const [spec, name] = readPlace(reader);
  const to = reader.name();
  return (work) => renameChain(work, spec, name, to);
}

function readGet(reader: Reader): Act {
  reader.take();
  reader.expect('element');
  const [spec, name] = readPlace(reader);
  const body = reader.inside(reader.body());
  return (work) => {
    const found = elementsAsked(work, spec, name, body.again());
    const elements = found.map((element) => JSON.stringify(element.key));
    work.tell?.({ what: 'element', family: spec.family, table: spec.name.text, name: name.text, elements });
  };
}

function readReset(reader: Reader): Act {
  const what = reader.take();
  if (what.text !== 'counters' && what.text !== 'counter') throw unsupported(what);
  const place = what.text === 'counter' ? readPlace(reader) : undefined;
  const family = reader.is(...FAMILIES) ? reader.take().text : undefined;
  return (work) => {
    const [spec, name] = place ?? [];
    if (spec) tableAt(work, spec, KERNEL);
    work.tell?.(
      spec && name
        ? { what: 'counter', family: spec.family, table: spec.name.text, name: name.text }
        : { what: 'counters', family: family as NftFamily | undefined },
    );
    for (const view of tablesOf(work.namespace)) {
      if (
        spec
          ? view.name !== spec.name.text || view.family !== spec.family
          : family !== undefined && view.family !== family
      )
        continue;
      for (const counter of Object.values(view.table.counters ?? {}))
        if (!name || counter.name === name.text) Object.assign(counter, { packets: 0, bytes: 0 });
    }
  };
}
