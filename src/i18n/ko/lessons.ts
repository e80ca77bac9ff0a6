import type { lessons as en } from '../en/lessons.ts';
import type { Translated } from '../shape.ts';
import { found, goals } from './goals.ts';
import * as page from './lesson-dock.ts';
import { maker } from './maker.ts';
import { questions } from './questions.ts';

export const lessons: Translated<typeof en> = { goals, found, maker, questions, ...page };
