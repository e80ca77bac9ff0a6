/** Image names (distribution/reference). */
import { remembering } from '../../../kernel/remembering.ts';

export interface Reference {
  /** `docker.io`, or another registry. */
  readonly domain: string;
  /** As people write it, with its tag or digest: `nginx:latest`, `quay.io/a/b:1`. */
  readonly familiar: string;
  /** Whether a tag or digest was given. */
  readonly tagged: boolean;
}

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const label = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domainPattern = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const whole = new RegExp(
  `^${domainPattern}/${component}(?:/${component})*(?::[\\w][\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?$`,
);

/** Reads an image name, or says what is wrong with it. */
export const readReference = remembering(read);

function read(text: string): Reference | string {
  if (/^[a-f0-9]{64}$/.test(text))
    return `invalid repository name (${text}), cannot specify 64-byte hexadecimal strings`;
  const slash = text.indexOf('/');
  const head = text.slice(0, Math.max(slash, 0));
  const hasDomain = slash >= 0 && (/[.:]/.test(head) || head === 'localhost' || head !== head.toLowerCase());
  const domain = !hasDomain || head === 'index.docker.io' ? 'docker.io' : head;
  const given = hasDomain ? text.slice(slash + 1) : text;
  const path = domain === 'docker.io' && !given.includes('/') ? `library/${given}` : given;
  const repository = path.split(':')[0] ?? '';
  if (repository !== repository.toLowerCase())
    return `invalid reference format: repository name (${repository}) must be lowercase`;
  if (!whole.test(`${domain}/${path}`)) return 'invalid reference format';
  const tagged = /[:@]/.test(path);
  const short = domain === 'docker.io' ? path.replace(/^library\//, '') : `${domain}/${path}`;
  return { domain, tagged, familiar: tagged ? short : `${short}:latest` };
}

/** The one server of the internet that the lab's name server knows. It answers in plain HTTP, and on these ports. */
const SERVER = { name: 'example.com', address: '203.0.113.10', ports: ['80', '443'] };

/** Why an image cannot be had: the lab's name server knows no registry. */
export function registryError(domain: string, nameServer: string): string {
  if (/^localhost(:\d+)?$/.test(domain)) {
    const port = domain.split(':')[1] ?? '80';
    return `Get "http://${domain}/v2/": dial tcp [::1]:${port}: connect: connection refused`;
  }
  const registry = domain === 'docker.io' ? 'registry-1.docker.io' : domain;
  const host = registry.replace(/:\d+$/, '');
  if (host === SERVER.name) {
    const port = registry.split(':')[1] ?? '443';
    const why = SERVER.ports.includes(port)
      ? 'http: server gave HTTP response to HTTPS client'
      : `dial tcp ${SERVER.address}:${port}: connect: connection refused`;
    return `Get "https://${registry}/v2/": ${why}`;
  }
  return `Get "https://${registry}/v2/": dial tcp: lookup ${host} on ${nameServer}:53: no such host`;
}
