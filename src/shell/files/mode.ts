const LETTERS = ['---', '--x', '-w-', '-wx', 'r--', 'r-x', 'rw-', 'rwx'];

/** Permission bits as `ls -l` tells them: rwxr-sr-t. */
export function permissions(mode: number): string {
  const special = [4, 2, 1].map((bit) => ((mode >> 9) & bit) !== 0);
  return [6, 3, 0]
    .map((shift, i) => {
      const bits = (mode >> shift) & 7;
      const letters = LETTERS[bits] ?? '---';
      if (!special[i]) return letters;
      const last = i === 2 ? 't' : 's';
      return letters.slice(0, 2) + ((bits & 1) !== 0 ? last : last.toUpperCase());
    })
    .join('');
}
