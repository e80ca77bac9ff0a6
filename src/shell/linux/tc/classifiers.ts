/** How tc reads and prints filters of the kinds matchall, fw and flower (iproute2: tc/f_matchall.c, f_fw.c, f_flower.c). */
import { formatBlock } from '../../../ip/address.ts';
import type { Classifier, Flower } from '../../../kernel/link/classifier.ts';
import { parseNumber } from '../../../kernel/netfilter/rule/numbers.ts';
import { ToolError } from '../../tool/tool-error.ts';
import type { Words } from '../ip/context.ts';
import { prefixArgument } from '../ip/prefix.ts';

/** What was read: what the filter asks for, the class that it leads to, and what it would do besides. */
export interface ReadClassifier {
  readonly classifier: Classifier;
  readonly flow: string | undefined;
  readonly action: string | undefined;
}

const KINDS = ['matchall', 'fw', 'flower'];

/** Reads `[handle N] KIND …`; undefined where it is another kind. Throws ToolError. */
export function readClassifier(words: Words, protocol: string): ReadClassifier | undefined {
  const handle = words.peek() === 'handle' ? (words.next(), words.next()) : undefined;
  const kind = words.done ? '' : words.next();
  if (!KINDS.includes(kind)) return undefined;
  let flow: string | undefined;
  let action: string | undefined;
  let flower: Omit<Flower, 'kind' | 'handle'> = {};
  while (!words.done) {
    const word = words.next();
    if (word === 'classid' || word === 'flowid') flow = words.next();
    else if (word === 'action' || word === 'police') {
      action = [word, ...words.rest()].join(' ');
      break;
    } else if (word === 'skip_hw' || word === 'skip_sw' || word === 'verbose') continue;
    else if (kind === 'flower') flower = { ...flower, ...flowerField(word, words, protocol) };
    else throw new ToolError(`What is "${word}"?\n`, 1);
  }
  return { classifier: classifierOf(kind, handle, flower), flow, action };
}

function classifierOf(kind: string, handle: string | undefined, flower: Omit<Flower, 'kind' | 'handle'>): Classifier {
  const [number = '', mask] = (handle ?? '').split('/');
  if (kind === 'fw') {
    const mark = parseNumber(number);
    const bits = mask === undefined ? 0xffffffff : parseNumber(mask);
    if (mark === undefined || bits === undefined) throw new ToolError('Illegal "handle"\n', 1);
    return { kind, mark: (mark & bits) >>> 0, mask: bits };
  }
  const own = handle === undefined ? 1 : (parseNumber(number) ?? 1);
  return kind === 'matchall' ? { kind, handle: own } : { kind: 'flower', handle: own, ...flower };
}

const TRANSPORTS = ['tcp', 'udp', 'icmp'] as const;

function flowerField(word: string, words: Words, protocol: string): Partial<Flower> {
  switch (word) {
    case 'ip_proto': {
      const name = words.next();
      const transport = TRANSPORTS.find((each) => each === name);
      if (!transport) throw new ToolError('Illegal "ip_proto"\n', 1);
      return { transport };
    }
    case 'src_ip':
    case 'dst_ip': {
      const block = prefixArgument(words.next(), protocol === 'ipv6' ? 6 : 4);
      return word === 'src_ip' ? { source: block } : { destination: block };
    }
    case 'src_port':
    case 'dst_port': {
      const port = parseNumber(words.next());
      if (port === undefined || port > 65_535) throw new ToolError(`Illegal "${word}"\n`, 1);
      return word === 'src_port' ? { sourcePort: port } : { destinationPort: port };
    }
    default:
      throw new ToolError(`What is "${word}"?\n`, 1);
  }
}

/** What stands behind the kind of a filter, and the lines below. */
export function classifierText(classifier: Classifier, flow: string | undefined, protocol: string): string {
  if (classifier.kind === 'fw') {
    const mask = classifier.mask === 0xffffffff ? '' : `/0x${classifier.mask.toString(16)}`;
    return `handle 0x${classifier.mark.toString(16)}${mask} ${flow === undefined ? '' : `classid ${flow} `}\n`;
  }
  const head = `handle 0x${classifier.handle.toString(16)} `;
  if (classifier.kind === 'matchall') return `${head}${flow === undefined ? '' : `flowid ${flow} `}\n  not_in_hw\n`;
  const { transport, source, destination, sourcePort, destinationPort } = classifier;
  const lines = [
    ...(protocol === 'all' ? [] : [`eth_type ${protocol === 'ip' ? 'ipv4' : protocol}`]),
    ...(transport ? [`ip_proto ${transport}`] : []),
    ...(destination ? [`dst_ip ${formatBlock(destination)}`] : []),
    ...(source ? [`src_ip ${formatBlock(source)}`] : []),
    ...(destinationPort === undefined ? [] : [`dst_port ${destinationPort}`]),
    ...(sourcePort === undefined ? [] : [`src_port ${sourcePort}`]),
    'not_in_hw',
  ];
  return `${head}${flow === undefined ? '' : `classid ${flow} `}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}
