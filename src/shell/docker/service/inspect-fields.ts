/** The Go types behind `docker service inspect` (moby api/types/swarm at v28.5). */
import { field, optional } from '../cli/template/value/field.ts';
import { time } from '../cli/template/value/time.ts';
import { any, bool, float64, int64, map, pointer, slice, string, struct, uint64 } from '../cli/template/value/type.ts';
import { version } from '../node/inspect-fields.ts';

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

/** What `docker service inspect --format` is given. */
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
