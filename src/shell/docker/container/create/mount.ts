/** `--mount type=…,source=…,target=…` (docker/cli opts/mount.go). */
import type { MountInput } from '../../../../engine/api.ts';
import { FlagValueError } from '../../cli/flags/flag.ts';
import { readBytes } from '../../cli/flags/value.ts';

const refuse = (problem: string): never => {
  throw new FlagValueError(problem);
};

const switches = ['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive'];

const isTrue = (text: string, problem: string): boolean => {
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true;
  return /^(0|f|F|false|FALSE|False)$/.test(text) ? false : refuse(problem);
};

const pair = (text: string): Record<string, string> => {
  const at = text.indexOf('=');
  const key = at < 0 ? text : text.slice(0, at);
  return key === '' ? {} : { [key]: at < 0 ? '' : text.slice(at + 1) };
};

type Change = (mount: MountInput, value: string, key: string) => MountInput;

const volume =
  (change: (value: string) => MountInput['VolumeOptions']): Change =>
  (mount, value) => {
    const before = mount.VolumeOptions;
    const made = change(value);
    const driver = { ...before?.DriverConfig, ...made?.DriverConfig };
    const options = { ...before?.DriverConfig?.Options, ...made?.DriverConfig?.Options };
    return {
      ...mount,
      VolumeOptions: {
        ...before,
        ...made,
        ...((before?.Labels ?? made?.Labels) && { Labels: { ...before?.Labels, ...made?.Labels } }),
        DriverConfig: { ...driver, ...(Object.keys(options).length > 0 && { Options: options }) },
      },
    };
  };

const bind =
  (change: (value: string, key: string) => MountInput['BindOptions']): Change =>
  (mount, value, key) => ({ ...mount, BindOptions: { ...mount.BindOptions, ...change(value, key) } });

const tmpfs =
  (change: (value: string, key: string) => MountInput['TmpfsOptions']): Change =>
  (mount, value, key) => ({ ...mount, TmpfsOptions: { ...mount.TmpfsOptions, ...change(value, key) } });

const source: Change = (mount, value) => ({ ...mount, Source: value });
const target: Change = (mount, value) => ({ ...mount, Target: value });
const readOnly: Change = (mount, value, key) =>
  isTrue(value, `invalid value for ${key}: ${value}`) ? { ...mount, ReadOnly: true } : mount;

const recursive: Readonly<Record<string, MountInput['BindOptions']>> = {
  enabled: {},
  disabled: { NonRecursive: true },
  writable: { ReadOnlyNonRecursive: true },
  readonly: { ReadOnlyForceRecursive: true },
};

const changes = new Map<string, Change>([
  ['type', (mount, value) => ({ ...mount, Type: value.toLowerCase() })],
  ['source', source],
  ['src', source],
  ['target', target],
  ['dst', target],
  ['destination', target],
  ['readonly', readOnly],
  ['ro', readOnly],
  ['consistency', (mount, value) => ({ ...mount, Consistency: value.toLowerCase() })],
  ['bind-propagation', bind((value) => ({ Propagation: value.toLowerCase() }))],
  [
    'bind-nonrecursive',
    bind((value, key) => (isTrue(value, `invalid value for ${key}: ${value}`) ? { NonRecursive: true } : {})),
  ],
  [
    'bind-recursive',
    bind((value, key) =>
      Object.hasOwn(recursive, value)
        ? recursive[value]
        : refuse(`invalid value for ${key}: ${value} (must be "enabled", "disabled", "writable", or "readonly")`),
    ),
  ],
  ['volume-subpath', volume((value) => ({ Subpath: value }))],
  [
    'volume-nocopy',
    volume((value) => (isTrue(value, `invalid value for volume-nocopy: ${value}`) ? { NoCopy: true } : {})),
  ],
  ['volume-label', volume((value) => ({ Labels: pair(value) }))],
  ['volume-driver', volume((value) => ({ DriverConfig: { Name: value } }))],
  ['volume-opt', volume((value) => ({ DriverConfig: { Options: pair(value) } }))],
  ['image-subpath', (mount, value) => ({ ...mount, ImageOptions: { Subpath: value } })],
  ['tmpfs-size', tmpfs((value) => ({ SizeBytes: Number(readBytes(value)) }))],
  [
    'tmpfs-mode',
    tmpfs((value, key) =>
      /^[0-7]+$/.test(value) ? { Mode: Number.parseInt(value, 8) } : refuse(`invalid value for ${key}: ${value}`),
    ),
  ],
]);

const parts = [
  ['VolumeOptions', 'volume'],
  ['ImageOptions', 'image'],
  ['BindOptions', 'bind'],
  ['TmpfsOptions', 'tmpfs'],
] as const;

/** Reads what `--mount` was given. Throws FlagValueError. */
export function readMount(text: string): MountInput {
  const mount = text.split(',').reduce<MountInput>(
    (before, field) => {
      const at = field.indexOf('=');
      const key = (at < 0 ? field : field.slice(0, at)).toLowerCase();
      if (at < 0 && !switches.includes(key)) refuse(`invalid field '${field}' must be a key=value pair`);
      const change = changes.get(key) ?? refuse(`unexpected key '${key}' in '${field}'`);
      return change(before, at < 0 ? 'true' : field.slice(at + 1), key);
    },
    { Type: 'volume' },
  );
  if (mount.Type === '') refuse('type is required');
  if (!mount.Target) refuse('target is required');
  for (const [part, type] of parts)
    if (mount[part] && mount.Type !== type)
      refuse(`cannot mix '${type}-*' options with mount type '${mount.Type ?? ''}'`);
  return mount;
}
