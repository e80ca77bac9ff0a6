import type { Octets } from '../octets.ts';
import { field, worked, type Detail, type Dissected, type Part } from './detail.ts';

const REQUEST = /^([A-Z]{3,7}) (\S+) (HTTP\/\d\.\d)$/;
const RESPONSE = /^(HTTP\/\d\.\d) (\d{3}) (.*)$/;

/** A line, and where it stands; `to` is after its end, `\r\n` included. */
interface Line {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const LF = 10;

/** The lines of some octets; the last one may be without an end. */
function linesOf(octets: Octets, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = from; at < to;) {
    const end = octets.indexOf(LF, at);
    const next = end < 0 || end >= to ? to : end + 1;
    lines.push({ text: latin(octets, at, next).replace(/\r?\n$/, ''), from: at, to: next });
    at = next;
  }
  return lines;
}

const latin = (octets: Octets, from: number, to: number): string => {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(octets[at] ?? 0);
  return text;
};

/** What a TCP segment carries: HTTP where it begins as HTTP does, or data. */
export function http(octets: Octets, part: Part): Dissected {
  const { from, to } = part;
  const lines = linesOf(octets, from, to);
  const first = lines[0];
  const start = first && startLine(first);
  if (!start) return data(octets, part);
  const blank = lines.findIndex(({ text }) => text === '');
  const headers = lines.slice(1, blank < 0 ? undefined : blank);
  const empty = lines[blank];
  const end = empty?.to ?? to;
  const body = to - end;
  return {
    layer: {
      ...field('http', 'Hypertext Transfer Protocol', first.text, from, end - from),
      id: 'http',
      short: 'HTTP',
      children: [
        start,
        ...headers.map(headerField),
        ...(empty ? [field('http.eoh', String.raw`\r\n`, '', empty.from, empty.to - empty.from)] : []),
        ...(body > 0 ? [worked('http.file_data', 'File Data', `${body} bytes`)] : []),
      ],
    },
    next: body > 0 ? { protocol: 'data-text-lines', from: end, to } : undefined,
  };
}

function startLine({ text, from, to }: Line): Detail | undefined {
  const request = REQUEST.exec(text);
  if (request) {
    const [, method = '', uri = '', version = ''] = request;
    return field('http.request', text, '', from, to - from, [
      field('http.request.method', 'Request Method', method, from, method.length),
      field('http.request.uri', 'Request URI', uri, from + method.length + 1, uri.length),
      field('http.request.version', 'Request Version', version, to - 2 - version.length, version.length),
    ]);
  }
  const response = RESPONSE.exec(text);
  if (!response) return undefined;
  const [, version = '', code = '', phrase = ''] = response;
  return field('http.response', text, '', from, to - from, [
    field('http.response.version', 'Response Version', version, from, version.length),
    field('http.response.code', 'Status Code', code, from + version.length + 1, code.length),
    field('http.response.phrase', 'Response Phrase', phrase, from + version.length + code.length + 2, phrase.length),
  ]);
}

function headerField({ text, from, to }: Line): Detail {
  const [, name = text, value = ''] = /^([^:]+):\s*(.*)$/.exec(text) ?? [];
  return field(`http.${name.toLowerCase()}`, name, value, from, to - from);
}

/** Lines of a text that are shown; a page may have thousands. */
const SHOWN = 200;

export function textLines(octets: Octets, { from, to }: Part): Dissected {
  const lines = linesOf(octets, from, to);
  const count = `(${lines.length} line${lines.length === 1 ? '' : 's'})`;
  return {
    layer: {
      ...field('data-text-lines', 'Line-based text data', count, from, to - from),
      id: 'data-text-lines',
      short: 'Text',
      children: lines
        .slice(0, SHOWN)
        .map((line) => field('data-text-lines.line', line.text, '', line.from, line.to - line.from)),
    },
  };
}

export function data(octets: Octets, { from, to }: Part): Dissected {
  const length = to - from;
  const text = latin(octets, from, to);
  const readable = /^[\t\r\n\x20-\x7e]*$/.test(text);
  return {
    layer: {
      ...field('data', 'Data', `(${length} byte${length === 1 ? '' : 's'})`, from, length),
      id: 'data',
      short: 'Data',
      children: [
        field('data.len', 'Length', length, from, length),
        ...(readable && length > 0 ? [field('data.text', 'Text', text.trimEnd(), from, length)] : []),
      ],
    },
  };
}
