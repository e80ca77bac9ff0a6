/** The Go types behind `docker network inspect` (moby api/types/network at v28.5). */
import { field, optional } from '../cli/template/value/field.ts';
import { time } from '../cli/template/value/time.ts';
import { bool, int, map, slice, string, struct } from '../cli/template/value/type.ts';

const ipam = struct('network.IPAM', [
  field('Driver', string),
  field('Options', map(string)),
  field(
    'Config',
    slice(
      struct('network.IPAMConfig', [
        optional('Subnet', string),
        optional('IPRange', string),
        optional('Gateway', string),
        optional('AuxAddress', map(string), 'AuxiliaryAddresses'),
      ]),
    ),
  ),
]);

const endpoint = struct('network.EndpointResource', [
  field('Name', string),
  field('EndpointID', string),
  field('MacAddress', string),
  field('IPv4Address', string),
  field('IPv6Address', string),
]);

const task = struct('network.Task', [
  field('Name', string),
  field('EndpointID', string),
  field('EndpointIP', string),
  field('Info', map(string)),
]);
const service = struct('network.ServiceInfo', [
  field('VIP', string),
  field('Ports', slice(string)),
  field('LocalLBIndex', int),
  field('Tasks', slice(task)),
]);

/** What `docker network inspect --format` is given. */
export const networkInspect = struct('network.Inspect', [
  field('Name', string),
  field('ID', string, 'Id'),
  field('Created', time),
  field('Scope', string),
  field('Driver', string),
  field('EnableIPv4', bool),
  field('EnableIPv6', bool),
  field('IPAM', ipam),
  field('Internal', bool),
  field('Attachable', bool),
  field('Ingress', bool),
  field('ConfigFrom', struct('network.ConfigReference', [field('Network', string)])),
  field('ConfigOnly', bool),
  field('Containers', map(endpoint)),
  field('Options', map(string)),
  field('Labels', map(string)),
  optional('Peers', slice(struct('network.PeerInfo', [field('Name', string), field('IP', string)]))),
  optional('Services', map(service)),
]);
