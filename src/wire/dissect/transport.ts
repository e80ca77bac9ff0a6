import { at16, at32, at8, be32, checksum, hex, sum, type Octets } from '../octets.ts';
import { WINDOW_SCALE } from '../wire.ts';
import { bitField, field, flag, worked, type Detail, type Dissected, type Known, type Part } from './detail.ts';
import { portText } from './names.table.ts';

const UDP_HEADER = 8;
const DOMAIN = 53;

export function udp(octets: Octets, part: Part, { dns, vxlan }: Known): Dissected {
  const { from, quoted } = part;
  const [source, destination, length] = [at16(octets, from), at16(octets, from + 2), at16(octets, from + 4)];
  const to = Math.min(part.to, from + length);
  const isVxlan = destination === vxlan;
  const protocol = isVxlan ? 'vxlan' : dns || [source, destination].includes(DOMAIN) ? 'dns' : 'data';
  const payload = to - from - UDP_HEADER;
  return {
    layer: {
      ...field('udp', 'User Datagram Protocol', `Src Port: ${source}, Dst Port: ${destination}`, from, UDP_HEADER),
      id: 'udp',
      short: 'UDP',
      children: [
        field('udp.srcport', 'Source Port', portText(source, 'udp'), from, 2),
        field('udp.dstport', 'Destination Port', portText(destination, 'udp'), from + 2, 2),
        field('udp.length', 'Length', length, from + 4, 2),
        ...checksumFields('udp', octets, part, 6),
        ...(payload > 0 ? [field('udp.payload', 'UDP payload', bytesText(payload), from + UDP_HEADER, payload)] : []),
      ],
    },
    next: payload > 0 ? { protocol, from: from + UDP_HEADER, to, quoted } : undefined,
  };
}

const bytesText = (count: number): string => `(${count} byte${count === 1 ? '' : 's'})`;

/**
 * The checksum and what is known of it. Virtual devices leave it to a real one, which never comes: then it covers the
 * addresses only (CHECKSUM_PARTIAL).
 */
function checksumFields(protocol: 'tcp' | 'udp', octets: Octets, part: Part, at: number): Detail[] {
  const { from, to, addresses = [], quoted, fragment } = part;
  const given = at16(octets, from + at);
  const segment = [...octets.slice(from, from + at), 0, 0, ...octets.slice(from + at + 2, to)];
  const pseudo = [...addresses, ...be32(to - from), ...be32(protocol === 'tcp' ? 6 : 17)];
  const right = checksum(pseudo, segment);
  const status =
    quoted || fragment ? 'Unverified' : given === right ? 'Good' : given === sum(pseudo) ? 'Partial' : 'Bad';
  const told = {
    Unverified: '[unverified]',
    Good: '[correct]',
    Partial: `[partial, 0x${hex(right, 4)} once a device completes it]`,
    Bad: `incorrect, should be 0x${hex(right, 4)}`,
  };
  return [
    field(`${protocol}.checksum`, 'Checksum', `0x${hex(given, 4)} ${told[status]}`, from + at, 2),
    worked(`${protocol}.checksum.status`, 'Checksum Status', status),
  ];
}

/** From the highest bit; three reserved ones come before. */
const FLAGS: readonly (readonly [id: string, name: string, mask: number, letter: string, short: string])[] = [
  ['ae', 'Accurate ECN', 0x100, 'A', 'AE'],
  ['cwr', 'Congestion Window Reduced', 0x080, 'C', 'CWR'],
  ['ece', 'ECN-Echo', 0x040, 'E', 'ECE'],
  ['urg', 'Urgent', 0x020, 'U', 'URG'],
  ['ack', 'Acknowledgment', 0x010, 'A', 'ACK'],
  ['push', 'Push', 0x008, 'P', 'PSH'],
  ['reset', 'Reset', 0x004, 'R', 'RST'],
  ['syn', 'Syn', 0x002, 'S', 'SYN'],
  ['fin', 'Fin', 0x001, 'F', 'FIN'],
];

/** `SYN, ACK`: from the lowest bit. */
const flagNames = (flags: number): string =>
  FLAGS.filter(([, , mask]) => flags & mask)
    .map(([, , , , short]) => short)
    .reverse()
    .join(', ');

const letters = (flags: number): string =>
  `···${FLAGS.map(([, , mask, letter]) => (flags & mask ? letter : '·')).join('')}`;

const LEAST_HEADER = 20;
/** An ICMP error may quote no more than this of a segment. */
const PORTS_AND_SEQUENCE = 8;

export function tcp(octets: Octets, part: Part, { first }: Known): Dissected {
  const { from, to, quoted } = part;
  const [source, destination] = [at16(octets, from), at16(octets, from + 2)];
  const relative = quoted ? undefined : first;
  const raw = at32(octets, from + 4);
  const sequence = relative ? (raw - relative.sequence) >>> 0 : raw;
  const ends = `Src Port: ${source}, Dst Port: ${destination}, Seq: ${sequence}`;
  const ports = [
    field('tcp.srcport', 'Source Port', portText(source, 'tcp'), from, 2),
    field('tcp.dstport', 'Destination Port', portText(destination, 'tcp'), from + 2, 2),
  ];
  const title = 'Transmission Control Protocol';
  if (to - from < LEAST_HEADER)
    return {
      layer: {
        ...{ ...field('tcp', title, ends, from, PORTS_AND_SEQUENCE), id: 'tcp', short: 'TCP' },
        children: [...ports, field('tcp.seq', 'Sequence Number', sequence, from + 4, 4)],
      },
    };
  const header = (at8(octets, from + 12) >> 4) * 4;
  const flags = at16(octets, from + 12) & 0x1ff;
  const length = Math.max(0, to - from - header);
  const rawAck = at32(octets, from + 8);
  const acknowledges = (flags & 0x10) !== 0;
  const ack = relative && acknowledges ? (rawAck - relative.acknowledgement) >>> 0 : rawAck;
  const next = sequence + length + (flags & 3 ? 1 : 0);
  const note = relative ? ' (relative sequence number)' : '';
  const value = `${ends}${acknowledges ? `, Ack: ${ack}` : ''}, Len: ${length}`;
  return {
    layer: {
      ...{ ...field('tcp', title, value, from, header), id: 'tcp', short: 'TCP' },
      children: [
        ...ports,
        worked('tcp.len', 'TCP Segment Len', length),
        field('tcp.seq', 'Sequence Number', `${sequence}${note}`, from + 4, 4),
        ...(relative ? [field('tcp.seq_raw', 'Sequence Number (raw)', raw, from + 4, 4)] : []),
        worked('tcp.nxtseq', 'Next Sequence Number', `${next}${note}`),
        field(
          'tcp.ack',
          'Acknowledgment Number',
          `${ack}${note && acknowledges ? ' (relative ack number)' : ''}`,
          from + 8,
          4,
        ),
        ...(relative ? [field('tcp.ack_raw', 'Acknowledgment number (raw)', rawAck, from + 8, 4)] : []),
        bitField(
          'tcp.hdr_len',
          'Header Length',
          `${header} bytes (${header / 4})`,
          { word: at8(octets, from + 12), width: 8, mask: 0xf0 },
          from + 12,
        ),
        flagsField(octets, from, flags),
        ...windowFields(octets, from, flags, quoted === true),
        ...checksumFields('tcp', octets, part, 16),
        field('tcp.urgent_pointer', 'Urgent Pointer', at16(octets, from + 18), from + 18, 2),
        ...optionsField(octets, from + LEAST_HEADER, Math.min(to, from + header)),
        ...(length > 0 ? [field('tcp.payload', 'TCP payload', bytesText(length), from + header, length)] : []),
      ],
    },
    next: length > 0 ? { protocol: 'http', from: from + header, to, quoted } : undefined,
  };
}

function flagsField(octets: Octets, from: number, flags: number): Detail {
  const word = at16(octets, from + 12) & 0xfff;
  const at = from + 12;
  const names = flagNames(flags);
  return field('tcp.flags', 'Flags', `0x${hex(flags, 3)} (${names === '' ? '<None>' : names})`, at, 2, [
    flag('tcp.flags.res', 'Reserved', { word, width: 12, mask: 0xe00 }, at),
    ...FLAGS.map(([id, name, mask]) => flag(`tcp.flags.${id}`, name, { word, width: 12, mask }, at)),
    worked('tcp.flags.str', 'TCP Flags', letters(flags)),
  ]);
}

/** The window that a segment without SYN or RST tells is scaled as its sender said when it opened. */
function windowFields(octets: Octets, from: number, flags: number, quoted: boolean): Detail[] {
  const window = at16(octets, from + 14);
  const told = field('tcp.window_size_value', 'Window', window, from + 14, 2);
  if (quoted) return [told];
  if (flags & 6) return [told, worked('tcp.window_size', 'Calculated window size', window)];
  return [
    told,
    worked('tcp.window_size', 'Calculated window size', window << WINDOW_SCALE),
    worked('tcp.window_size_scalefactor', 'Window size scaling factor', 1 << WINDOW_SCALE),
  ];
}

const NO_OPERATION = 1;

function optionsField(octets: Octets, from: number, to: number): Detail[] {
  if (to <= from) return [];
  const options: Detail[] = [];
  const names: string[] = [];
  for (let at = from; at < to;) {
    const kind = at8(octets, at);
    const length = kind <= NO_OPERATION ? 1 : Math.max(2, at8(octets, at + 1));
    const [name, value, fields] = optionOf(octets, at, kind);
    names.push(name);
    options.push(
      field(`tcp.options.${kind}`, `TCP Option - ${name}`, value, at, length, [
        field('tcp.option_kind', 'Kind', `${name} (${kind})`, at, 1),
        ...(length > 1 ? [field('tcp.option_len', 'Length', length, at + 1, 1)] : []),
        ...fields,
      ]),
    );
    at += length;
  }
  return [field('tcp.options', 'Options', `(${to - from} bytes), ${names.join(', ')}`, from, to - from, options)];
}

/** The name, the value and the fields of an option. */
function optionOf(octets: Octets, at: number, kind: number): readonly [string, string, readonly Detail[]] {
  switch (kind) {
    case 1:
      return ['No-Operation (NOP)', '', []];
    case 2: {
      const size = at16(octets, at + 2);
      return ['Maximum segment size', `${size} bytes`, [field('tcp.options.mss_val', 'MSS Value', size, at + 2, 2)]];
    }
    case 3: {
      const shift = at8(octets, at + 2);
      const fields = [
        field('tcp.options.wscale.shift', 'Shift count', shift, at + 2, 1),
        worked('tcp.options.wscale.multiplier', 'Multiplier', 1 << shift),
      ];
      return ['Window scale', `${shift} (multiply by ${1 << shift})`, fields];
    }
    case 4:
      return ['SACK permitted', '', []];
    case 8: {
      const [value, echo] = [at32(octets, at + 2), at32(octets, at + 6)];
      const fields = [
        field('tcp.options.timestamp.tsval', 'Timestamp value', value, at + 2, 4),
        field('tcp.options.timestamp.tsecr', 'Timestamp echo reply', echo, at + 6, 4),
      ];
      return ['Timestamps', `TSval ${value}, TSecr ${echo}`, fields];
    }
    default:
      return ['Unknown', '', []];
  }
}

const VXLAN_HEADER = 8;

export function vxlan(octets: Octets, { from, to, quoted }: Part): Dissected {
  const flags = at16(octets, from);
  const vni = at32(octets, from + 4) >>> 8;
  const bits = (mask: number) => ({ word: flags, width: 16, mask });
  const yes = ['True', 'False'] as const;
  return {
    layer: {
      ...field('vxlan', 'Virtual eXtensible Local Area Network', `VNI: ${vni}`, from, VXLAN_HEADER),
      id: 'vxlan',
      short: 'VXLAN',
      children: [
        field('vxlan.flags', 'Flags', `0x${hex(flags, 4)}, VXLAN Network ID (VNI)`, from, 2, [
          flag('vxlan.flag_g', 'GBP Extension', bits(0x8000), from, ['Defined', 'Not defined']),
          flag('vxlan.flag_i', 'VXLAN Network ID (VNI)', bits(0x0800), from, yes),
          flag('vxlan.flag_d', "Don't Learn", bits(0x0040), from, yes),
          flag('vxlan.flag_a', 'Policy Applied', bits(0x0008), from, yes),
        ]),
        field('vxlan.gbp', 'Group Policy ID', at16(octets, from + 2), from + 2, 2),
        field('vxlan.vni', 'VXLAN Network Identifier (VNI)', vni, from + 4, 3),
        field('vxlan.reserved8', 'Reserved', at8(octets, from + 7), from + 7, 1),
      ],
    },
    next: { protocol: 'eth', from: from + VXLAN_HEADER, to, quoted },
  };
}
