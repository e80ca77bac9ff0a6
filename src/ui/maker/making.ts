import { useStore } from 'zustand';
import type { MadeLesson } from '../../teaching/made/made.ts';
import { createMakingStore, type MakingState } from '../../store/making.ts';
import { storage } from '../page/storage.ts';

/** Made when somebody first makes a lesson: nothing of it is part of the first load. */
export const making = createMakingStore(storage());

export const useMaking = <T>(select: (state: MakingState) => T): T => useStore(making, select);

export const change = (part: Partial<MadeLesson>): void => making.getState().change(part);
