import { quoted } from '../../shell/words.ts';

export interface NetworkForm {
  readonly name: string;
  readonly subnet: string;
  readonly gateway: string;
  readonly internal: boolean;
  /** Whether containers on the network may talk to each other. */
  readonly talk: boolean;
}

export const emptyNetwork: NetworkForm = { name: '', subnet: '', gateway: '', internal: false, talk: true };

/** The `docker network create` line that makes what the form says. */
export function createLine(form: NetworkForm): string {
  const words = ['docker', 'network', 'create'];
  if (form.internal) words.push('--internal');
  if (form.subnet.trim() !== '') words.push('--subnet', form.subnet.trim());
  if (form.gateway.trim() !== '') words.push('--gateway', form.gateway.trim());
  if (!form.talk) words.push('-o', 'com.docker.network.bridge.enable_icc=false');
  if (form.name.trim() !== '') words.push(form.name.trim());
  return words.map(quoted).join(' ');
}
