/** The Go types behind `docker node inspect` (moby api/types/swarm at v28.5). */
import { field, optional } from '../cli/template/value/field.ts';
import { time } from '../cli/template/value/time.ts';
import { bool, int64, map, pointer, slice, string, struct, uint64 } from '../cli/template/value/type.ts';

/** What objects of a swarm carry as their version. */
export const version = struct('swarm.Version', [optional('Index', uint64)]);

const tls = struct('swarm.TLSInfo', [
  optional('TrustRoot', string),
  optional('CertIssuerSubject', string),
  optional('CertIssuerPublicKey', string),
]);

/** What `docker node inspect --format` is given. */
export const nodeInspect = struct('swarm.Node', [
  field('ID', string),
  optional('Version', version),
  optional('CreatedAt', time),
  optional('UpdatedAt', time),
  optional(
    'Spec',
    struct('swarm.NodeSpec', [
      optional('Name', string),
      field('Labels', map(string)),
      optional('Role', string),
      optional('Availability', string),
    ]),
  ),
  optional(
    'Description',
    struct('swarm.NodeDescription', [
      optional('Hostname', string),
      optional('Platform', struct('swarm.Platform', [optional('Architecture', string), optional('OS', string)])),
      optional('Resources', struct('swarm.Resources', [optional('NanoCPUs', int64), optional('MemoryBytes', int64)])),
      optional(
        'Engine',
        struct('swarm.EngineDescription', [
          optional('EngineVersion', string),
          optional('Labels', map(string)),
          optional(
            'Plugins',
            slice(struct('swarm.PluginDescription', [optional('Type', string), optional('Name', string)])),
          ),
        ]),
      ),
      optional('TLSInfo', tls),
    ]),
  ),
  optional(
    'Status',
    struct('swarm.NodeStatus', [optional('State', string), optional('Message', string), optional('Addr', string)]),
  ),
  optional(
    'ManagerStatus',
    pointer(
      struct('swarm.ManagerStatus', [
        optional('Leader', bool),
        optional('Reachability', string),
        optional('Addr', string),
      ]),
    ),
  ),
]);
