/** The Go types behind `docker node inspect` and `docker service inspect` (moby api/types/swarm at v28.5). */
import { any, bool, float64, int64, map, pointer, slice, string, struct, uint64 } from '../cli/template/type.ts';
import { field, optional } from '../cli/field.ts';
import { time } from '../cli/time-field.ts';

const version = struct('swarm.Version', [optional('Index', uint64)]);

const tls = struct('swarm.TLSInfo', [
  optional('TrustRoot', string),
  optional('CertIssuerSubject', string),
  optional('CertIssuerPublicKey', string),
]);

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

const port = struct('swarm.PortConfig', [
  optional('Name', string),
  optional('Protocol', string),
  optional('TargetPort', uint64),
  optional('PublishedPort', uint64),
  optional('PublishMode', string),
]);
const endpointSpec = struct('swarm.EndpointSpec', [optional('Mode', string), optional('Ports', slice(port))]);

const containerSpec = struct('swarm.ContainerSpec', [
  optional('Image', string),
  optional('Labels', map(string)),
  optional('Command', slice(string)),
  optional('Args', slice(string)),
  optional('Hostname', string),
  optional('Env', slice(string)),
  optional('Init', pointer(bool)),
  optional('StopGracePeriod', pointer(int64)),
  optional('DNSConfig', any),
  optional('Isolation', string),
]);

const taskTemplate = struct('swarm.TaskSpec', [
  optional('ContainerSpec', pointer(containerSpec)),
  optional('Resources', any),
  optional('RestartPolicy', any),
  optional('Placement', pointer(struct('swarm.Placement', [optional('Constraints', slice(string))]))),
  optional(
    'Networks',
    slice(struct('swarm.NetworkAttachmentConfig', [optional('Target', string), optional('Aliases', slice(string))])),
  ),
  field('ForceUpdate', uint64),
  optional('Runtime', string),
]);

const mode = struct('swarm.ServiceMode', [
  optional('Replicated', pointer(struct('swarm.ReplicatedService', [optional('Replicas', pointer(uint64))]))),
  optional('Global', pointer(struct('swarm.GlobalService', []))),
]);

const update = struct('swarm.UpdateConfig', [
  field('Parallelism', uint64),
  optional('Delay', int64),
  optional('FailureAction', string),
  optional('Monitor', int64),
  field('MaxFailureRatio', float64),
  field('Order', string),
]);

const spec = struct('swarm.ServiceSpec', [
  optional('Name', string),
  field('Labels', map(string)),
  optional('TaskTemplate', taskTemplate),
  optional('Mode', mode),
  optional('UpdateConfig', pointer(update)),
  optional('RollbackConfig', pointer(update)),
  optional('EndpointSpec', pointer(endpointSpec)),
]);

export const serviceInspect = struct('swarm.Service', [
  field('ID', string),
  optional('Version', version),
  optional('CreatedAt', time),
  optional('UpdatedAt', time),
  optional('Spec', spec),
  optional('PreviousSpec', pointer(spec)),
  optional(
    'Endpoint',
    struct('swarm.Endpoint', [
      field('Spec', endpointSpec),
      optional('Ports', slice(port)),
      optional(
        'VirtualIPs',
        slice(struct('swarm.EndpointVirtualIP', [optional('NetworkID', string), optional('Addr', string)])),
      ),
    ]),
  ),
]);
