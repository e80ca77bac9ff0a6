/**
 * Stands in for node:zlib, which the bash of just-bash names for gzip and gunzip (vite.config.ts has the alias).
 */
import { gunzipSync as gunzip, gzipSync as gzip } from 'fflate';

type Level = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;

export const constants = { Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: 6 };

export const gunzipSync = (data: Uint8Array) => gunzip(data);

export const gzipSync = (data: Uint8Array, { level }: { level?: Level } = {}) => gzip(data, { level: level ?? 6 });
