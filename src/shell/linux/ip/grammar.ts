import { options, type Grammar } from '../../tool/grammar.ts';

const show: Grammar = { named: { dev: 'interface' }, operands: ['interface'] };
const route: Grammar = {
  named: {
    dev: 'interface',
    via: 'address',
    nhid: 'number',
    src: 'address',
    metric: 'number',
    table: ['main', 'local'],
  },
  operands: [['default']],
};
const neighbour: Grammar = { named: { dev: 'interface', lladdr: 'text' }, operands: ['address'] };
const help: Grammar = {};

/** What ip takes, as far as a person types it often; it reads its words itself, as they may be shortened. */
export const GRAMMAR: Grammar = {
  options: options({
    '-4 -6 -brief -color -details -json -oneline -pretty -statistics': 'none',
    '-netns': 'namespace',
  }),
  words: {
    address: {
      words: {
        show,
        add: { named: { dev: 'interface' } },
        del: { named: { dev: 'interface' }, operands: ['address'] },
        flush: show,
        help,
      },
    },
    link: {
      words: {
        show: { named: { dev: 'interface', master: 'bridge' }, operands: ['interface'] },
        set: {
          named: { dev: 'interface', master: 'bridge', mtu: 'number', name: 'text', address: 'text' },
          operands: ['interface', ['up', 'down', 'nomaster']],
        },
        add: {
          named: {
            link: 'interface',
            name: 'text',
            type: ['bridge', 'dummy', 'ipvlan', 'macvlan', 'veth', 'vlan', 'vxlan'],
          },
        },
        delete: { named: { dev: 'interface' }, operands: ['interface'] },
        help,
      },
    },
    route: {
      words: {
        show: { named: { dev: 'interface', table: ['all', 'local', 'main'] }, operands: [['default']] },
        get: { named: { from: 'address' }, operands: ['address'] },
        add: route,
        del: route,
        replace: route,
        flush: { operands: [['cache']] },
        help,
      },
    },
    neighbour: {
      words: { show: neighbour, add: neighbour, del: neighbour, replace: neighbour, flush: neighbour, help },
    },
    netns: {
      words: {
        list: {},
        exec: { operands: ['namespace', 'command'] },
        identify: {},
        add: {},
        delete: { operands: ['namespace'] },
      },
    },
    nexthop: {
      words: {
        list: { named: { dev: 'interface', id: 'number' }, operands: [['group']] },
        add: {
          named: { id: 'number', via: 'address', dev: 'interface', group: 'text' },
          operands: [['blackhole', 'onlink']],
        },
        get: { named: { id: 'number' } },
        delete: { named: { id: 'number' } },
        flush: {},
        help,
      },
    },
    maddress: { words: { show } },
    rule: { words: { show: {} } },
    netconf: { words: { show } },
    help,
  },
};
