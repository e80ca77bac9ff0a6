import type { Engine } from '../../engine/engine.ts';
import { CONFIG_FILE, UNIT_FLAGS } from '../../engine/daemon/start.ts';
import { checkDaemon } from '../../engine/daemon/verify.ts';
import { isRunning } from '../../engine/container/container.ts';
import { StartFailure } from '../../engine/settings/failure.ts';
import { readSettings } from '../../engine/settings/read.ts';
import { own } from '../../kernel/own.ts';
import { hereDocument } from '../../shell/saving/here-document.ts';

/** How a setting is written in its field, and what it is in the file. */
const TEXTS = {
  bip: 'text',
  'fixed-cidr': 'text',
  'default-gateway': 'text',
  bridge: 'text',
  mtu: 'number',
  ip: 'text',
  'fixed-cidr-v6': 'text',
  'default-address-pools': 'pools',
  dns: 'list',
  'dns-search': 'list',
  'dns-opts': 'list',
} as const;

/** Switches with what holds where the file says nothing. */
const SWITCHES = {
  icc: true,
  ipv6: false,
  iptables: true,
  ip6tables: true,
  'ip-forward': true,
  'ip-masq': true,
  'userland-proxy': true,
  'live-restore': false,
} as const;

export type TextSetting = keyof typeof TEXTS;
export type SwitchSetting = keyof typeof SWITCHES;

export const textSettings = Object.keys(TEXTS) as TextSetting[];
export const switchSettings = Object.keys(SWITCHES) as SwitchSetting[];

export interface SettingsForm {
  readonly texts: Readonly<Record<TextSetting, string>>;
  readonly switches: Readonly<Record<SwitchSetting, boolean>>;
  /** What else the file has, which stays. */
  readonly others: Readonly<Record<string, unknown>>;
}

type Content = Readonly<Record<string, unknown>>;

/** What a file says; undefined where it is no object of JSON. */
function contentOf(text: string): Content | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Content) : undefined;
  } catch {
    return undefined;
  }
}

/** The form as a file fills it; undefined where the file cannot be read. */
export function formOf(text: string): SettingsForm | undefined {
  const content = contentOf(text);
  if (!content) return undefined;
  const known = (name: string): boolean => Object.hasOwn(TEXTS, name) || Object.hasOwn(SWITCHES, name);
  return {
    texts: Object.fromEntries(textSettings.map((name) => [name, shown(own(content, name))])) as SettingsForm['texts'],
    switches: Object.fromEntries(
      switchSettings.map((name) => [name, (own(content, name) ?? SWITCHES[name]) === true]),
    ) as SettingsForm['switches'],
    others: Object.fromEntries(Object.entries(content).filter(([name]) => !known(name))),
  };
}

export const emptyForm = (): SettingsForm => formOf('') as SettingsForm;

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map(shown).join(', ');
  if (typeof value !== 'object') return typeof value === 'string' ? value : JSON.stringify(value);
  const { base, size } = value as Record<string, unknown>;
  return `${shown(base)} ${shown(size)}`;
}

const words = (text: string): string[] => text.split(/[\s,]+/).filter((word) => word !== '');
const numberOr = (text: string): number | string => (/^-?\d+$/.test(text) ? Number(text) : text);

/** What a field's text is in the file. */
function valueOf(name: TextSetting, text: string): unknown {
  const trimmed = text.trim();
  switch (TEXTS[name]) {
    case 'text':
      return trimmed;
    case 'number':
      return numberOr(trimmed);
    case 'list':
      return words(trimmed);
    case 'pools':
      return trimmed.split(',').flatMap((pool) => {
        const [base = '', size = ''] = words(pool);
        return base === '' ? [] : [{ base, size: numberOr(size) }];
      });
  }
}

/** The file's text: what is as it would be without the file is left out. */
export function fileOf({ texts, switches, others }: SettingsForm): string {
  const content = {
    ...others,
    ...Object.fromEntries(
      textSettings.flatMap((name) => (texts[name].trim() === '' ? [] : [[name, valueOf(name, texts[name])] as const])),
    ),
    ...Object.fromEntries(
      switchSettings.flatMap((name) => (switches[name] === SWITCHES[name] ? [] : [[name, switches[name]] as const])),
    ),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The lines that write the file and start the engine anew. */
export const applyLine = (form: SettingsForm): string =>
  `${hereDocument(CONFIG_FILE, fileOf(form))}\nsystemctl restart docker`;

/** The daemon's own words on a file that it would refuse, without the file's name. */
function refusalOf(text: string): string | undefined {
  try {
    checkDaemon(readSettings(text, CONFIG_FILE, UNIT_FLAGS).settings);
    return undefined;
  } catch (error) {
    if (!(error instanceof StartFailure)) throw error;
    return error.message.replace(
      /^unable to configure the Docker daemon with file \S+: |^failed to start daemon: /,
      '',
    );
  }
}

/** What the daemon would say to each field that it refuses by itself; where it is the whole that it refuses, by the name `''`. */
export function problemsOf(form: SettingsForm): Readonly<Partial<Record<TextSetting | '', string>>> {
  const found = textSettings.flatMap((name) => {
    const text = form.texts[name];
    if (text.trim() === '') return [];
    const problem = refusalOf(JSON.stringify({ [name]: valueOf(name, text) }));
    return problem === undefined ? [] : [[name, problem] as const];
  });
  if (found.length > 0) return Object.fromEntries(found);
  const whole = refusalOf(fileOf(form));
  return whole === undefined ? {} : { '': whole };
}

/** What a restart of the engine does to the containers that run. */
export interface Consequences {
  /** They stop, and nobody starts them again. */
  readonly stopped: readonly string[];
  /** They stop, and start again. */
  readonly restarted: readonly string[];
  readonly kept: readonly string[];
}

export function consequencesOf({ containers, settings }: Engine): Consequences {
  const running = Object.values(containers).filter(isRunning);
  const named = (which: (policy: string) => boolean): string[] =>
    running.filter(({ hostConfig }) => which(hostConfig.RestartPolicy.Name)).map(({ name }) => name);
  if (settings.liveRestore) return { stopped: [], restarted: [], kept: running.map(({ name }) => name) };
  const comesBack = (policy: string): boolean => policy === 'always' || policy === 'unless-stopped';
  return { stopped: named((policy) => !comesBack(policy)), restarted: named(comesBack), kept: [] };
}
