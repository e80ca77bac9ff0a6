/**
 * Stands in for node:zlib, which just-bash names for its gzip and gunzip: these two do not work in a browser.
 * vite.config.ts has the alias.
 */
const unsupported = (): never => {
  throw new Error('not supported');
};

export const constants = {};
export const gunzipSync = unsupported;
export const gzipSync = unsupported;
