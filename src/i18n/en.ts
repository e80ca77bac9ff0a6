import * as commands from './en/commands.ts';
import * as dialogs from './en/dialogs.ts';
import { documents } from './en/documents.ts';
import { embed } from './en/embed.ts';
import { header } from './en/header.ts';
import * as history from './en/history.ts';
import { hop } from './en/hop.ts';
import * as inspector from './en/inspector.ts';
import * as learning from './en/learning.ts';
import * as page from './en/page.ts';
import { story } from './en/story.ts';
import { share } from './en/share.ts';
import { ended, terminal } from './en/terminal.ts';
import { timeline } from './en/timeline.ts';
import { update } from './en/update.ts';

export const en = {
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
