import { quoted } from '../../shell/words.ts';

/** A row of published ports, as typed. */
export interface PublishedPort {
  readonly host: string;
  readonly container: string;
  readonly protocol: 'tcp' | 'udp';
}

export interface ContainerForm {
  readonly image: string;
  readonly name: string;
  /** A network's name; empty for the default bridge. */
  readonly network: string;
  readonly ports: readonly PublishedPort[];
  readonly alias: string;
  /** One `NAME=value` each. */
  readonly environment: readonly string[];
  /** What runs in place of the image's own command, as a shell would read it. */
  readonly command: string;
}

export const emptyContainer: ContainerForm = {
  image: '',
  name: '',
  network: '',
  ports: [],
  alias: '',
  environment: [],
  command: '',
};

const published = ({ host, container, protocol }: PublishedPort): string =>
  `${host.trim() === '' ? '' : `${host.trim()}:`}${container.trim()}${protocol === 'udp' ? '/udp' : ''}`;

/** The `docker run` line that makes what the form says. Mistakes pass: the engine words them best. */
export function runLine(form: ContainerForm): string {
  const words = ['docker', 'run', '-d'];
  const option = (flag: string, value: string) => {
    if (value.trim() !== '') words.push(flag, value.trim());
  };
  option('--name', form.name);
  option('--network', form.network);
  option('--network-alias', form.alias);
  for (const port of form.ports)
    if (port.host.trim() !== '' || port.container.trim() !== '') option('-p', published(port));
  for (const variable of form.environment) option('-e', variable);
  if (form.image.trim() !== '') words.push(form.image.trim());
  return [...words.map(quoted), ...(form.command.trim() === '' ? [] : [form.command.trim()])].join(' ');
}
