import { ZERO_MAC } from '../../ip/address.ts';
import type { Arp, DnsMessage, Frame, Packet, Transport } from '../../kernel/frame.ts';
import type { Hop } from '../../kernel/hop.ts';

/** A header field and, where this hop changed it, what it was. */
export interface FieldView {
  readonly name: FieldName;
  readonly value: string;
  readonly before?: string;
}

export type FieldName =
  | 'source'
  | 'destination'
  | 'sourcePort'
  | 'destinationPort'
  | 'identifier'
  | 'sequence'
  | 'data'
  | 'about'
  | 'sender'
  | 'target'
  | 'question'
  | 'answer'
  | 'mark'
  | 'length';

export interface LayerView {
  readonly layer: 'TCP' | 'UDP' | 'ICMP' | 'ARP' | 'DNS' | 'HTTP' | 'IPv4' | 'IPv6' | 'Ethernet' | 'VXLAN';
  /** What stands at the right of the layer's title. */
  readonly summary: string;
  readonly summaryBefore?: string;
  readonly fields: readonly FieldView[];
}

/** The layers of a hop's frame, innermost first, with what this hop changed. */
export function layersOf(hop: Hop, before: Hop | undefined): readonly LayerView[] {
  const earlier = hop.verdict.kind === 'rewritten' ? hop.verdict.before : before?.frame;
  const now = viewsOf(hop.frame);
  const then = earlier === undefined ? [] : viewsOf(earlier);
  return now.map((view) =>
    withChanges(
      view,
      then.find(({ layer }) => layer === view.layer),
    ),
  );
}

function withChanges(view: LayerView, then: LayerView | undefined): LayerView {
  if (then === undefined) return view;
  const fields = view.fields.map((field) => {
    const old = then.fields.find(({ name }) => name === field.name)?.value;
    return old === undefined || old === field.value ? field : { ...field, before: old };
  });
  return { ...view, fields, ...(then.summary === view.summary ? {} : { summaryBefore: then.summary }) };
}

const field = (name: FieldName, value: string | number): FieldView => ({ name, value: String(value) });

function viewsOf(frame: Frame): readonly LayerView[] {
  const { payload, source, destination } = frame;
  const ethernet: LayerView = {
    layer: 'Ethernet',
    summary: frame.vlan === undefined ? '' : `VLAN ${frame.vlan}`,
    fields: [field('source', source), field('destination', destination)],
  };
  if (payload.kind === 'arp') return [arpView(payload), ethernet];
  const layers = [...transportViews(payload.transport), packetView(payload)];
  return source === ZERO_MAC && destination === ZERO_MAC ? layers : [...layers, ethernet];
}

function packetView({ source, destination, ttl, mark }: Packet): LayerView {
  return {
    layer: source.includes(':') ? 'IPv6' : 'IPv4',
    summary: `TTL ${ttl}`,
    fields: [
      field('source', source),
      field('destination', destination),
      ...(mark === undefined ? [] : [field('mark', `0x${mark.toString(16)}`)]),
    ],
  };
}

const arpView = ({ operation, senderIp, senderMac, targetIp, targetMac }: Arp): LayerView => ({
  layer: 'ARP',
  summary: operation,
  fields: [
    field('sender', `${senderIp} ${senderMac}`),
    field('target', operation === 'request' ? targetIp : `${targetIp} ${targetMac}`),
  ],
});

const flagNames = {
  S: 'SYN',
  'S.': 'SYN, ACK',
  '.': 'ACK',
  'P.': 'PSH, ACK',
  'F.': 'FIN, ACK',
  R: 'RST',
  'R.': 'RST, ACK',
};

function transportViews(transport: Transport): readonly LayerView[] {
  switch (transport.kind) {
    case 'tcp': {
      const { sourcePort, destinationPort, flags, data } = transport;
      const tcp: LayerView = {
        layer: 'TCP',
        summary: flagNames[flags],
        fields: [field('sourcePort', sourcePort), field('destinationPort', destinationPort)],
      };
      return data === '' ? [tcp] : [dataView(data), tcp];
    }
    case 'udp': {
      const { sourcePort, destinationPort, data } = transport;
      const udp: LayerView = {
        layer: 'UDP',
        summary: '',
        fields: [
          field('sourcePort', sourcePort),
          field('destinationPort', destinationPort),
          ...(data.kind === 'text' && data.text !== '' ? [field('data', data.text)] : []),
        ],
      };
      if (data.kind === 'dns') return [dnsView(data.message), udp];
      if (data.kind === 'vxlan')
        return [...viewsOf(data.frame), { layer: 'VXLAN', summary: `VNI ${data.vni}`, fields: [] }, udp];
      return [udp];
    }
    case 'icmp': {
      const { type, id, sequence, about } = transport;
      const echo = type === 'echo-request' || type === 'echo-reply';
      return [
        {
          layer: 'ICMP',
          summary: type.replaceAll('-', ' '),
          fields: [
            ...(echo ? [field('identifier', id), field('sequence', sequence)] : []),
            ...(about === undefined ? [] : [field('about', `${about.source} → ${about.destination}`)]),
          ],
        },
      ];
    }
  }
}

const dataView = (data: string): LayerView => {
  const [firstLine = ''] = data.split(/\r?\n/, 1);
  const isHttp = /^([A-Z]+ \S+ HTTP\/|HTTP\/)/.test(data);
  return {
    layer: 'HTTP',
    summary: isHttp ? '' : 'TCP',
    fields: [field('data', firstLine), field('length', data.length)],
  };
};

const dnsView = ({ query, name, type, status, answers }: DnsMessage): LayerView => ({
  layer: 'DNS',
  summary: query ? 'query' : status,
  fields: [
    field('question', `${type} ${name}`),
    ...(query ? [] : answers.map((answer) => field('answer', `${answer.type} ${answer.data}`))),
  ],
});
