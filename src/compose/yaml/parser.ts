/**
 * Turns tokens into nodes, document by document, with go-yaml's faults (parserc.go, decode.go).
 */
import { YamlError } from './cursor.ts';
import type { Mark } from './cursor.ts';
import type { Node } from './node.ts';
import { Scanner } from './scanner.ts';
import type { Token, TokenKind } from './token.ts';

const LONG = 'tag:yaml.org,2002:';

interface Properties {
  readonly start: Mark;
  readonly anchor?: string | undefined;
  readonly tag?: string | undefined;
}

export class Parser {
  private readonly scanner: Scanner;
  private readonly anchors = new Map<string, Node>();
  private handles = new Map<string, string>();
  private first = true;

  constructor(text: string) {
    this.scanner = new Scanner(text);
  }

  /**
   * The next document; undefined behind the last.
   * @throws YamlError
   */
  document(): Node | undefined {
    const { scanner } = this;
    if (this.first) scanner.take();
    else while (scanner.peek().kind === 'document end') scanner.take();
    const { kind } = scanner.peek();
    if (kind === 'stream end') return undefined;
    const explicit = !this.first || isOneOf(kind, 'version directive', 'tag directive', 'document start');
    this.first = false;
    this.directives();
    if (explicit) {
      if (scanner.peek().kind !== 'document start') throw this.fault('did not find expected <document start>');
      scanner.take();
    }
    const empty = explicit && isOneOf(scanner.peek().kind, ...OUTSIDE);
    const node = empty ? emptyScalar(scanner.peek().start) : this.node(true, false);
    if (scanner.peek().kind === 'document end') scanner.take();
    this.handles = new Map();
    return node;
  }

  /** A parser's lines are one too low. */
  private fault(problem: string, context?: Mark): YamlError {
    const { line } = this.scanner.peek().start;
    const shown = context?.line || line;
    return new YamlError(shown === 0 ? problem : `line ${shown}: ${problem}`, line + 1);
  }

  private directives(): void {
    let version = false;
    for (;;) {
      const token = this.scanner.peek();
      if (token.kind === 'version directive') {
        if (version) throw this.fault('found duplicate %YAML directive');
        if (token.value !== '1.1') throw this.fault('found incompatible YAML document');
        version = true;
      } else if (token.kind === 'tag directive') {
        if (this.handles.has(token.value ?? '')) throw this.fault('found duplicate %TAG directive');
        this.handles.set(token.value ?? '', token.suffix ?? '');
      } else break;
      this.scanner.take();
    }
    if (!this.handles.has('!')) this.handles.set('!', '!');
    if (!this.handles.has('!!')) this.handles.set('!!', LONG);
  }

  private node(block: boolean, indentless: boolean): Node {
    const { scanner } = this;
    if (scanner.peek().kind === 'alias') return this.alias(scanner.take());
    const properties = this.properties();
    const token = scanner.peek();
    if (indentless && token.kind === 'block entry') return this.indentlessSequence(properties);
    if (token.kind === 'scalar') {
      scanner.take();
      return this.named(properties, newNode('scalar', properties, token.value, token.plain));
    }
    if (token.kind === 'flow sequence start') return this.flowSequence(properties);
    if (token.kind === 'flow mapping start') return this.flowMapping(properties);
    if (block && token.kind === 'block sequence start') return this.blockSequence(properties);
    if (block && token.kind === 'block mapping start') return this.blockMapping(properties);
    if (properties.anchor !== undefined || properties.tag !== undefined)
      return this.named(properties, newNode('scalar', properties));
    throw this.fault('did not find expected node content', properties.start);
  }

  private named(properties: Properties, node: Node): Node {
    if (properties.anchor !== undefined) this.anchors.set(properties.anchor, node);
    return node;
  }

  private alias({ value = '', start }: Token): Node {
    const target = this.anchors.get(value);
    if (!target) throw new YamlError(`unknown anchor '${value}' referenced`, start.line + 1);
    return { ...newNode('alias', { start }, value), target };
  }

  private properties(): Properties {
    const { scanner } = this;
    const { start } = scanner.peek();
    let anchor: string | undefined;
    let tag: string | undefined;
    for (let round = 0; round < 2; round++) {
      const token = scanner.peek();
      if (token.kind === 'anchor' && anchor === undefined) anchor = scanner.take().value;
      else if (token.kind === 'tag' && tag === undefined) {
        scanner.take();
        // The handle is looked up when both are read, and go-yaml shows the line of the first.
        if (anchor === undefined && scanner.peek().kind === 'anchor') anchor = scanner.take().value;
        tag = this.tagOf(token, start);
        break;
      } else break;
    }
    return { start, anchor, tag };
  }

  private tagOf({ value: handle = '', suffix = '' }: Token, start: Mark): string {
    const prefix = handle === '' ? '' : this.handles.get(handle);
    if (prefix === undefined) throw this.fault('found undefined tag handle', start);
    const tag = prefix + suffix;
    return tag.startsWith(LONG) ? `!!${tag.slice(LONG.length)}` : tag;
  }

  private indentlessSequence(properties: Properties): Node {
    const { scanner } = this;
    const sequence = this.named(properties, newNode('sequence', properties));
    while (scanner.peek().kind === 'block entry') {
      const { end } = scanner.take();
      const none = isOneOf(scanner.peek().kind, 'block entry', 'key', 'value', 'block end');
      sequence.content.push(none ? emptyScalar(end) : this.node(true, false));
    }
    return sequence;
  }

  private blockSequence(properties: Properties): Node {
    const { scanner } = this;
    const sequence = this.named(properties, newNode('sequence', properties));
    const { start } = scanner.take();
    while (scanner.peek().kind === 'block entry') {
      const { end } = scanner.take();
      const none = isOneOf(scanner.peek().kind, 'block entry', 'block end');
      sequence.content.push(none ? emptyScalar(end) : this.node(true, false));
    }
    if (scanner.peek().kind !== 'block end') throw this.fault("did not find expected '-' indicator", start);
    scanner.take();
    return sequence;
  }

  private blockMapping(properties: Properties): Node {
    const { scanner } = this;
    const mapping = this.named(properties, newNode('mapping', properties));
    const { start } = scanner.take();
    for (;;) {
      const { kind } = scanner.peek();
      if (kind === 'block end') break;
      if (kind !== 'key') throw this.fault('did not find expected key', start);
      mapping.content.push(this.behind(scanner.take().end));
      if (scanner.peek().kind === 'value') mapping.content.push(this.behind(scanner.take().end));
      else mapping.content.push(emptyScalar(scanner.peek().start));
    }
    scanner.take();
    return mapping;
  }

  /** What stands behind the indicator of a key or a value in a block. */
  private behind(end: Mark): Node {
    const none = isOneOf(this.scanner.peek().kind, 'key', 'value', 'block end');
    return none ? emptyScalar(end) : this.node(true, true);
  }

  private flowSequence(properties: Properties): Node {
    const { scanner } = this;
    const sequence = this.named(properties, newNode('sequence', properties));
    const { start } = scanner.take();
    while (scanner.peek().kind !== 'flow sequence end') {
      if (sequence.content.length > 0) {
        if (scanner.peek().kind !== 'flow entry') throw this.fault("did not find expected ',' or ']'", start);
        scanner.take();
      }
      const { kind } = scanner.peek();
      if (kind === 'flow sequence end') break;
      sequence.content.push(kind === 'key' ? this.pair() : this.node(false, false));
    }
    scanner.take();
    return sequence;
  }

  /** `[a: b]` is a sequence with a mapping of one key. */
  private pair(): Node {
    const { scanner } = this;
    const key = scanner.take();
    const pair = newNode('mapping', { start: key.start });
    const ends: readonly TokenKind[] = ['flow entry', 'flow sequence end'];
    if (isOneOf(scanner.peek().kind, 'value', ...ends)) pair.content.push(emptyScalar(scanner.take().end));
    else pair.content.push(this.node(false, false));
    if (scanner.peek().kind === 'value') scanner.take();
    else {
      pair.content.push(emptyScalar(scanner.peek().start));
      return pair;
    }
    const none = isOneOf(scanner.peek().kind, ...ends);
    pair.content.push(none ? emptyScalar(scanner.peek().start) : this.node(false, false));
    return pair;
  }

  private flowMapping(properties: Properties): Node {
    const { scanner } = this;
    const mapping = this.named(properties, newNode('mapping', properties));
    const { start } = scanner.take();
    while (scanner.peek().kind !== 'flow mapping end') {
      if (mapping.content.length > 0) {
        if (scanner.peek().kind !== 'flow entry') throw this.fault("did not find expected ',' or '}'", start);
        scanner.take();
      }
      const { kind } = scanner.peek();
      if (kind === 'flow mapping end') break;
      if (kind === 'key') {
        scanner.take();
        mapping.content.push(this.inFlowMapping('value'));
        if (scanner.peek().kind === 'value') {
          scanner.take();
          mapping.content.push(this.inFlowMapping());
        } else mapping.content.push(emptyScalar(scanner.peek().start));
      } else {
        mapping.content.push(this.node(false, false));
        mapping.content.push(emptyScalar(scanner.peek().start));
      }
    }
    scanner.take();
    return mapping;
  }

  private inFlowMapping(...ends: readonly TokenKind[]): Node {
    const { kind, start } = this.scanner.peek();
    return isOneOf(kind, 'flow entry', 'flow mapping end', ...ends) ? emptyScalar(start) : this.node(false, false);
  }
}

const OUTSIDE: readonly TokenKind[] = [
  'version directive',
  'tag directive',
  'document start',
  'document end',
  'stream end',
];

const isOneOf = (kind: TokenKind, ...kinds: readonly TokenKind[]): boolean => kinds.includes(kind);

const newNode = (kind: Node['kind'], { start, tag }: Properties, value = '', plain = false): Node => ({
  kind,
  ...(tag !== undefined && tag !== '!' && { tag }),
  value,
  plain,
  line: start.line + 1,
  column: start.column + 1,
  content: [],
});

const emptyScalar = (start: Mark): Node => newNode('scalar', { start }, '', true);
