import { parseIp } from '../ip/address.ts';
import { own } from '../kernel/own.ts';
import { goText } from './go.ts';
import { ComposeError } from './problem.ts';
import { applyRules, dotted, type Rule, type Way } from './rules.ts';
import { isRecord, type Tree, type TreeRecord } from './tree.ts';

const refuse = (text: string): never => {
  throw new ComposeError({ text });
};

const checking =
  (check: (record: TreeRecord, way: Way) => void): Rule =>
  (value, way) => {
    if (isRecord(value)) check(value, way);
    return value;
  };

/** What an external volume says beside its name is a contradiction. */
const volume: Rule = (value, way) => {
  if (value !== null && !isRecord(value)) return refuse(`expected volume, got ${goText(value)}`);
  if (value === null || own(value, 'external') !== true) return value;
  const other = Object.keys(value).find((key) => key !== 'name' && key !== 'external' && !key.startsWith('x-'));
  return other === undefined
    ? value
    : refuse(`${dotted(way)}: conflicting parameters "external" and "${other}" specified`);
};

const fileObject = (...keys: string[]): Rule =>
  checking((record, way) => {
    const said = keys.filter((key) => own(record, key) !== undefined);
    if (said.length > 1) refuse(`${dotted(way)}: ${keys.join('|')} attributes are mutually exclusive`);
    if (said.length === 0 && own(record, 'driver') === undefined && own(record, 'external') === undefined)
      refuse(`${dotted(way)}: one of ${keys.join('|')} must be set`);
  });

const port = checking((record, way) => {
  const address = own(record, 'host_ip');
  if (typeof address === 'string' && parseIp(address) === undefined)
    refuse(`${dotted(way)}: invalid ip address: ${address}`);
});

const path: Rule = (value: Tree, way) => (value === '' ? refuse(`${dotted(way)}: value can't be blank`) : value);

const deviceRequest = checking((record, way) => {
  if (own(record, 'count') !== undefined && own(record, 'device_ids') !== undefined)
    refuse(`${dotted(way)}: "count" and "device_ids" attributes are exclusive`);
});

/**
 * Values that a schema cannot check (compose-go validation/validation.go).
 * @throws ComposeError
 */
export function checkValues(tree: TreeRecord): void {
  applyRules(tree, {
    'volumes.*': volume,
    'configs.*': fileObject('file', 'environment', 'content'),
    'secrets.*': fileObject('file', 'environment'),
    'services.*.ports.*': port,
    'services.*.develop.watch.*.path': path,
    'services.*.deploy.resources.reservations.devices.*': deviceRequest,
    'services.*.gpus.*': deviceRequest,
  });
}
