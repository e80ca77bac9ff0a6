/** Which texts and names are compose files; it stands apart, as it is asked before any of them is opened. */

/** Characters of a file that are read at most. */
export const MOST_TEXT = 400_000;

/** Whether a text is a compose file, whatever it is called: it has services, or it says that it brings in others that have. */
export const isCompose = (text: string): boolean =>
  /^(?:services|"services"|'services'|include)\s*:/m.test(text.slice(0, MOST_TEXT)) && !/^\s*[{<]/.test(text);

export const isYaml = (name: string): boolean => /\.ya?ml$/i.test(name);
