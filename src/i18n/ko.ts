import type { en } from './en.ts';
import * as commands from './ko/commands.ts';
import * as dialogs from './ko/dialogs.ts';
import { documents } from './ko/documents.ts';
import { embed } from './ko/embed.ts';
import { header } from './ko/header.ts';
import * as history from './ko/history.ts';
import { hop } from './ko/hop.ts';
import * as inspector from './ko/inspector.ts';
import * as learning from './ko/learning.ts';
import * as page from './ko/page.ts';
import { story } from './ko/story.ts';
import { share } from './ko/share.ts';
import { ended, terminal } from './ko/terminal.ts';
import { timeline } from './ko/timeline.ts';
import { update } from './ko/update.ts';
import type { Translated } from './shape.ts';

export const ko: Translated<typeof en> = {
  documents,
  embed,
  header,
  hop,
  share,
  story,
  terminal,
  ended,
  timeline,
  update,
  ...commands,
  ...dialogs,
  ...history,
  ...inspector,
  ...learning,
  ...page,
};
