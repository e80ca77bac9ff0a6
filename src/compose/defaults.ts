import { own } from '../kernel/own.ts';
import { goText } from './go.ts';
import { applyRules, type Rule } from './rules.ts';
import { isRecord, type TreeRecord } from './tree.ts';

const filled =
  (fill: (record: TreeRecord) => TreeRecord): Rule =>
  (value) =>
    isRecord(value) ? { ...fill(value), ...value } : value;

const deviceRequest = filled((request) =>
  own(request, 'count') === undefined && own(request, 'device_ids') === undefined ? { count: 'all' } : {},
);

/** What is not said, after the files are merged (compose-go transform/defaults.go). */
export const withDefaults = (tree: TreeRecord): TreeRecord =>
  applyRules(tree, {
    'services.*.build': filled(() => ({ context: '.' })),
    'services.*.secrets.*': filled((mount) => ({ target: `/run/secrets/${goText(own(mount, 'source'))}` })),
    'services.*.ports.*': filled(() => ({ protocol: 'tcp', mode: 'ingress' })),
    'services.*.deploy.resources.reservations.devices.*': deviceRequest,
    'services.*.gpus.*': deviceRequest,
  });
