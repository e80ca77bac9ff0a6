/** So many a second, and so many at once: says whether there is one left, and takes it. */
export function createQuota(most: number): () => boolean {
  let left = most;
  let at = performance.now();
  return () => {
    const now = performance.now();
    left = Math.min(most, left + ((now - at) * most) / 1000);
    at = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
