import { parseResolvConf, type ResolvConf } from '../../../engine/api.ts';
import type { Call } from '../../tool/call.ts';
import { etcFile } from './hosts-file.ts';

/** A place's /etc/resolv.conf. */
export const resolvConf = (call: Call): ResolvConf => parseResolvConf(etcFile(call, 'resolv.conf'));
