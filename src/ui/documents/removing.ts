import { carrier } from './carrying.ts';
import { lock } from './hold.ts';
import { forget } from './ids.ts';
import { leaveNothing } from './leaving.ts';

/** Deletes a lab that the browser keeps, for good. Yields false where it is still there: another tab has it open, or it could not be. */
export async function removeKept(id: string): Promise<boolean> {
  const { remove } = await carrier();
  const release = await lock(id);
  if (release === undefined) return false;
  try {
    await remove(id);
    leaveNothing(id);
    return true;
  } catch {
    return false;
  } finally {
    forget(id);
    release();
  }
}
