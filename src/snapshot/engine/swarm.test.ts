import { expect, test } from 'vitest';
import { snapshotText } from '../text.ts';
import { readSnapshot } from '../read.ts';
import { memberOf, readService } from './swarm.ts';

const SECRET = 'hunter2';

/** As `docker service inspect` prints one, what nobody needs to know in every part of it. */
const service = {
  ID: 'x29d3fy484r57mw3blnbtfz37',
  Spec: {
    Name: 'web',
    Labels: { owner: SECRET },
    TaskTemplate: {
      ContainerSpec: {
        Image: 'nginx:latest@sha256:0f04e4f646a3f14bf31d8bc8d885b6c951fdcf42589d06845f64d18aec6a3c4d',
        Env: [`TOKEN=${SECRET}`],
        Args: ['--password', SECRET],
        Mounts: [{ Source: SECRET }],
        Secrets: [{ SecretName: SECRET }],
      },
      Networks: [{ Target: 'r08pys4k7nyptlbhioou9jtm4', Aliases: ['shop'] }],
    },
    Mode: { Replicated: { Replicas: 2 } },
    EndpointSpec: { Mode: 'vip', Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 8090 }] },
  },
  Endpoint: {
    Spec: { Mode: 'vip' },
    Ports: [{ Protocol: 'tcp', TargetPort: 80, PublishedPort: 8090, PublishMode: 'ingress' }],
    VirtualIPs: [{ NetworkID: 'nvzw4unbvtjdmns3tw7hmqlqi', Addr: '10.0.0.3/24' }],
  },
};

test('a service is what is about networking of it, and what is thrown away is counted', () => {
  const thrown: string[] = [];
  expect(readService(service, (kind) => thrown.push(kind))).toEqual({
    id: 'x29d3fy484r57mw3blnbtfz37',
    name: 'web',
    image: 'nginx:latest',
    mode: 'replicated',
    replicas: 2,
    endpointMode: 'vip',
    ports: [{ protocol: 'tcp', target: 80, published: 8090, mode: 'ingress' }],
    networks: [{ id: 'r08pys4k7nyptlbhioou9jtm4', aliases: ['shop'] }],
    vips: { nvzw4unbvtjdmns3tw7hmqlqi: '10.0.0.3' },
  });
  expect(thrown.toSorted()).toEqual(['commands', 'environment', 'labels', 'mounts']);
  const read = readSnapshot([{ text: JSON.stringify([service]) }]);
  expect(read.ok && read.recognised.map(({ kind }) => kind)).toEqual(['services']);
  expect(read.ok && snapshotText(read.snapshot)).not.toContain(SECRET);
});

test('a host’s part in a swarm, of docker info', () => {
  const swarm = {
    NodeID: 'gljz047rqlfhlr80tvy8rhrpi',
    NodeAddr: '192.168.65.10',
    LocalNodeState: 'active',
    ControlAvailable: true,
    RemoteManagers: [{ NodeID: 'gljz047rqlfhlr80tvy8rhrpi', Addr: '192.168.65.10:2377' }],
    Cluster: { ID: 'k8eyiqvn6k55xrlkfa999tzi1', DataPathPort: 4789 },
  };
  expect(memberOf(swarm)).toEqual({
    node: 'gljz047rqlfhlr80tvy8rhrpi',
    address: '192.168.65.10',
    manager: true,
    managers: ['gljz047rqlfhlr80tvy8rhrpi'],
    cluster: 'k8eyiqvn6k55xrlkfa999tzi1',
    dataPort: 4789,
  });
  expect(memberOf({ ...swarm, LocalNodeState: 'inactive' })).toBeUndefined();
});
