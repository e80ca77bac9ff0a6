/** What an option takes: nothing, a value, several values one option each, or the given number of words; Infinity all that follow. */
type Takes = 'nothing' | 'value' | 'values' | number;

interface Known {
  readonly takes: Takes;
  /** Of the options of a group one alone may be given. */
  readonly group: string | undefined;
}

export const words = (text: string): string[] => text.trim().split(/\s+/);

const GROUPS: readonly (readonly [group: string | undefined, takes: Takes, names: string])[] = [
  ['output', 'nothing', 'verbose quiet'],
  [
    'alone',
    'nothing',
    `help version state reload complete-reload runtime-to-permanent reset-to-defaults check-config get-ipset-types
     get-log-denied panic-on panic-off query-panic get-default-zone get-zones get-policies get-services get-icmptypes
     get-active-zones get-active-policies list-all-zones list-all-policies`,
  ],
  ['alone', 'value', 'set-log-denied set-default-zone info-zone info-policy info-service info-icmptype info-ipset'],
  ['alone', 'values', 'get-zone-of-interface get-zone-of-source'],
  [
    'config',
    'value',
    `new-zone delete-zone load-zone-defaults new-policy delete-policy load-policy-defaults new-service delete-service
     load-service-defaults new-ipset delete-ipset load-ipset-defaults path-zone path-policy path-service path-ipset`,
  ],
  [
    'lockdown',
    'nothing',
    `list-lockdown-whitelist-commands list-lockdown-whitelist-contexts list-lockdown-whitelist-uids
     list-lockdown-whitelist-users`,
  ],
  [undefined, 'nothing', 'permanent direct'],
  [undefined, 'value', 'zone policy timeout'],
  [
    'setting',
    'values',
    `add-interface remove-interface query-interface change-interface change-zone add-source remove-source query-source
     change-source add-ingress-zone remove-ingress-zone query-ingress-zone add-egress-zone remove-egress-zone
     query-egress-zone add-rich-rule remove-rich-rule query-rich-rule add-service remove-service query-service add-port
     remove-port query-port add-protocol remove-protocol query-protocol add-source-port remove-source-port
     query-source-port add-icmp-block remove-icmp-block query-icmp-block add-forward-port remove-forward-port
     query-forward-port`,
  ],
  [
    'setting',
    'nothing',
    `list-interfaces list-sources list-ingress-zones list-egress-zones add-forward remove-forward query-forward
     add-masquerade remove-masquerade query-masquerade add-disable remove-disable query-disable
     add-icmp-block-inversion remove-icmp-block-inversion query-icmp-block-inversion list-rich-rules list-services
     list-ports list-protocols list-icmp-blocks list-forward-ports list-source-ports list-all get-target get-priority
     get-ingress-priority get-egress-priority`,
  ],
  ['setting', 'value', 'set-target set-priority set-ingress-priority set-egress-priority'],
  [undefined, 'values', 'option'],
  [undefined, 'value', 'type ipset'],
  ['ipset', 'nothing', 'get-ipsets get-entries'],
  ['ipset', 'values', 'add-entry remove-entry query-entry add-entries-from-file remove-entries-from-file'],
  ['destination', 'values', 'remove-destination query-destination'],
  ['destination', 'nothing', 'get-destinations'],
  [undefined, 'value', 'service family'],
  [
    'service',
    'nothing',
    'get-ports get-source-ports get-protocols get-service-helpers get-includes get-description get-short',
  ],
  [
    'service',
    'values',
    'add-helper remove-helper query-helper add-include remove-include query-include set-destination',
  ],
  ['service', 'value', 'set-description set-short'],
  ['direct', Infinity, 'passthrough add-rule remove-rule query-rule'],
  ['direct', 3, 'add-chain remove-chain query-chain remove-rules get-rules'],
  ['direct', 2, 'get-chains'],
  ['direct', 1, 'get-passthroughs'],
  ['direct', 'nothing', 'get-all-rules get-all-chains get-all-passthroughs'],
];

const KNOWN: ReadonlyMap<string, Known> = new Map(
  GROUPS.flatMap(([group, takes, names]) => words(names).map((name) => [name, { group, takes }] as const)),
);

const LETTERS: Readonly<Record<string, string>> = { '-h': 'help', '-V': 'version', '-v': 'verbose', '-q': 'quiet' };

/** All options as they are typed. */
export const optionNames = (takesValue: boolean): string[] =>
  [...KNOWN].flatMap(([name, { takes }]) => ((takes !== 'nothing') === takesValue ? [`--${name}`] : []));

/** What was given: the options by name, each with its values. */
export interface Given {
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly error: string | undefined;
}

/** Reads the words of a command line as Python's argparse does. */
export function readWords(argv: readonly string[]): Given {
  const options = new Map<string, readonly string[]>();
  const fail = (error: string): Given => ({ options, error });
  const unknown: string[] = [];
  for (let i = 0; i < argv.length; i += 1) {
    const word = argv[i] ?? '';
    const [typed, inline] = word.startsWith('--') ? splitAt(word) : [word];
    const found = meant(typed);
    if (found.length > 1)
      return fail(`ambiguous option: ${word} could match ${found.map((name) => `--${name}`).join(', ')}`);
    const [name] = found;
    const known = name === undefined ? undefined : KNOWN.get(name);
    if (name === undefined || !known) {
      unknown.push(word);
      continue;
    }
    const rival = [...options.keys()].find((other) => other !== name && isRival(other, known.group));
    if (rival !== undefined) return fail(`argument ${shown(name)}: not allowed with argument ${shown(rival)}`);
    const { values, taken, error } = valuesOf(known.takes, inline, argv.slice(i + 1));
    if (error !== undefined) return fail(`argument ${shown(name)}: ${error}`);
    options.set(name, known.takes === 'values' ? [...(options.get(name) ?? []), ...values] : values);
    i += taken;
  }
  return unknown.length > 0 ? fail(`unrecognized arguments: ${unknown.join(' ')}`) : { options, error: undefined };
}

const isRival = (name: string, group: string | undefined): boolean =>
  group !== undefined && KNOWN.get(name)?.group === group;

/** As errors name it. */
function shown(name: string): string {
  const [letter] = Object.entries(LETTERS).find(([, long]) => long === name) ?? [];
  return letter === undefined ? `--${name}` : `${letter}/--${name}`;
}

function splitAt(word: string): [string, string?] {
  const at = word.indexOf('=');
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

/** The options that a word may mean: its own, or all that begin so. */
function meant(typed: string): string[] {
  const letter = Object.hasOwn(LETTERS, typed) ? LETTERS[typed] : undefined;
  if (letter !== undefined) return [letter];
  if (!typed.startsWith('--')) return [];
  const name = typed.slice(2);
  return KNOWN.has(name) ? [name] : [...KNOWN.keys()].filter((each) => name !== '' && each.startsWith(name));
}

interface Values {
  readonly values: readonly string[];
  readonly taken: number;
  readonly error?: string | undefined;
}

function valuesOf(takes: Takes, inline: string | undefined, rest: readonly string[]): Values {
  if (takes === 'nothing')
    return inline === undefined
      ? { values: [], taken: 0 }
      : { values: [], taken: 0, error: `ignored explicit argument '${inline}'` };
  if (takes === Infinity) return { values: rest, taken: rest.length };
  const count = typeof takes === 'number' ? takes : 1;
  if (inline !== undefined && count === 1) return { values: [inline], taken: 0 };
  const values = rest.slice(0, count);
  if (values.length === count && values.every((value) => !value.startsWith('-') || value.includes(' ')))
    return { values, taken: count };
  return { values: [], taken: 0, error: `expected ${count === 1 ? 'one argument' : `${count} arguments`}` };
}
