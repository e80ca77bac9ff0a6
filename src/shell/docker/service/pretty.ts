/** What `docker service inspect --pretty` prints (docker/cli command/service/formatter.go). */
import type { ServiceJson } from '../../../engine/api.ts';

interface Spec {
  Labels: Record<string, string>;
  Mode: { Replicated?: { Replicas: number }; Global?: object };
  TaskTemplate: {
    ContainerSpec: { Image: string; Args?: string[]; Env?: string[] };
    Placement: { Constraints?: string[] };
    Networks?: { Target: string }[];
  };
}

const update = (what: string): string[] => [
  ' Parallelism:\t1',
  ' On failure:\tpause',
  ' Monitoring Period: 5s',
  ' Max failure ratio: 0',
  ` ${what}: ${what === 'Update order' ? '     ' : '   '}stop-first`,
];

/** A service in lines for people; `nameOf` names a network by its id. */
export function prettyService({ ID, Spec, Endpoint }: ServiceJson, nameOf: (network: string) => string): string {
  const { Labels, Mode, TaskTemplate } = Spec as unknown as Spec;
  const { ContainerSpec, Placement, Networks } = TaskTemplate;
  const labels = Object.entries(Labels);
  const constraints = Placement.Constraints ?? [];
  const ports = Endpoint.Ports ?? [];
  return `${[
    '',
    `ID:\t\t${ID}`,
    `Name:\t\t${Spec.Name}`,
    ...(labels.length > 0 ? ['Labels:', ...labels.map(([key, value]) => ` ${key}=${value}`)] : []),
    `Service Mode:\t${Mode.Global ? 'Global' : 'Replicated'}`,
    ...(Mode.Replicated ? [` Replicas:\t${Mode.Replicated.Replicas}`] : []),
    'Placement:',
    ...(constraints.length > 0 ? [` Constraints:\t[${constraints.join(' ')}]`] : []),
    'UpdateConfig:',
    ...update('Update order'),
    'RollbackConfig:',
    ...update('Rollback order'),
    'ContainerSpec:',
    ` Image:\t\t${ContainerSpec.Image}`,
    ...(ContainerSpec.Args ? [` Args:\t\t${ContainerSpec.Args.join(' ')} `] : []),
    ...(ContainerSpec.Env ? [` Env:\t\t${ContainerSpec.Env.join(' ')} `] : []),
    ' Init:\t\tfalse',
    'Resources:',
    ...(Networks ? [`Networks: ${Networks.map(({ Target }) => nameOf(Target)).join(' ')} `] : []),
    `Endpoint Mode:\t${Endpoint.Spec.Mode ?? 'vip'}`,
    ...(ports.length > 0
      ? [
          'Ports:',
          ...ports.map(
            (port) =>
              ` PublishedPort = ${port.PublishedPort ?? 0}\n  Protocol = ${port.Protocol}\n  TargetPort = ${port.TargetPort}\n  PublishMode = ${port.PublishMode} `,
          ),
        ]
      : []),
  ].join('\n')}\n\n`;
}
