import { found, goals } from './goals.ts';
import * as page from './lesson-dock.ts';
import { maker } from './maker.ts';
import { questions } from './questions.ts';

/** What is only said in lessons: no part of the first load. */
export const lessons = { goals, found, maker, questions, ...page };
