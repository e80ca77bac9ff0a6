import type { Random } from '../engine.ts';
import { below } from '../random.ts';
import type { Certificate } from './cluster.ts';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const LINE = 64;
/** `CN=swarm-ca` and the header of an EC public key on P-256, in DER and base64. */
const SUBJECT = 'MBMxETAPBgNVBAMTCHN3YXJtLWNh';
const KEY_HEADER = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE';

function base64(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += BASE64.charAt(below(random, BASE64.length));
  return text;
}

/** A swarm's root certificate: its form is right, its content made up. */
export function newCertificate(random: Random): Certificate {
  const body = `MIIBajCCARCgAwIBAgIU${base64(random, 468)}`;
  const lines = body.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  return {
    root: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    subject: SUBJECT,
    publicKey: `${KEY_HEADER}${base64(random, 86)}==`,
  };
}
