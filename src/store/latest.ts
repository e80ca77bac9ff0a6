/** Does something again once it is done, where it was asked for meanwhile. */
export function latest(work: () => Promise<void>): () => void {
  let running = false;
  let wanted = false;
  return () => {
    wanted = true;
    if (running) return;
    running = true;
    void (async () => {
      while (wanted) {
        wanted = false;
        await work().catch(() => undefined); // it was ended, and is done with the next change
      }
      running = false;
    })();
  };
}
