/** Where an engine keeps its files: `dockerd --data-root`. */
export const DATA_ROOT = '/var/lib/docker';
