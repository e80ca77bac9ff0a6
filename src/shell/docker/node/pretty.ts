/** What `docker node inspect --pretty` prints (docker/cli command/node/formatter.go). */
import type { NodeJson } from '../../../engine/api.ts';
import { goTime, parseTime } from '../cli/format/go-time.ts';
import { title } from '../cli/format/text.ts';

const GIB = 2 ** 30;

/** A node in lines for people. */
export function prettyNode(node: NodeJson): string {
  const { Description, Spec, Status, ManagerStatus } = node;
  const names = (type: string): string =>
    Description.Engine.Plugins.filter(({ Type }) => Type === type)
      .map(({ Name }) => Name)
      .join(', ');
  const labels = Object.entries(Spec.Labels);
  const joined = goTime(parseTime(node.CreatedAt) ?? { seconds: 0, nanoseconds: 0 }).replace('UTC', 'utc');
  return [
    `ID:\t\t\t${node.ID}`,
    ...(labels.length > 0 ? ['Labels:', ...labels.map(([key, value]) => ` - ${key}=${value}`)] : []),
    `Hostname:              \t${Description.Hostname}`,
    `Joined at:             \t${joined}`,
    'Status:',
    ` State:\t\t\t${title(Status.State)}`,
    ` Availability:         \t${title(Spec.Availability)}`,
    ` Address:\t\t${Status.Addr}`,
    ...(ManagerStatus
      ? [
          'Manager Status:',
          ` Address:\t\t${ManagerStatus.Addr}`,
          ` Raft Status:\t\t${title(ManagerStatus.Reachability)}`,
          ` Leader:\t\t${ManagerStatus.Leader ? 'Yes' : 'No'}`,
        ]
      : []),
    'Platform:',
    ` Operating System:\t${Description.Platform.OS}`,
    ` Architecture:\t\t${Description.Platform.Architecture}`,
    'Resources:',
    ` CPUs:\t\t\t${Description.Resources.NanoCPUs / 1e9}`,
    ` Memory:\t\t${Number((Description.Resources.MemoryBytes / GIB).toPrecision(4))}GiB`,
    'Plugins:',
    ` Log:\t\t${names('Log')}`,
    ` Network:\t\t${names('Network')}`,
    ` Volume:\t\t${names('Volume')}`,
    `Engine Version:\t\t${Description.Engine.EngineVersion}`,
    'TLS Info:',
    ` TrustRoot:\n${Description.TLSInfo.TrustRoot}`,
    ` Issuer Subject:\t${Description.TLSInfo.CertIssuerSubject}`,
    ` Issuer Public Key:\t${Description.TLSInfo.CertIssuerPublicKey}`,
    '',
  ].join('\n');
}
