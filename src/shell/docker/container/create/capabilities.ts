/** Capabilities as clients ask for them: with their prefix, each once, in order of name, where ALL stands first. */
export function capabilities(given: readonly string[]): string[] | null {
  const names = given.map((item) => {
    const name = item.trim().toUpperCase();
    return name === 'ALL' || name.startsWith('CAP_') ? name : `CAP_${name}`;
  });
  return names.length > 0 ? [...new Set(names)].sort() : null;
}
