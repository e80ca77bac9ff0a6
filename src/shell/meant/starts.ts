/** A line that starts one container, with nothing before or behind it. */
const STARTS = /^\s*docker\s+(?:container\s+)?run\s[^|;&<>\n]*$/;

/** Whether a line starts a container, which may have ended by the time that somebody looks. */
export const startsContainer = (line: string): boolean => STARTS.test(line);
