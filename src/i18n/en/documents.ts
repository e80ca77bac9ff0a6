export const documents = {
  open: 'Name and saved labs…',
  title: 'Labs in this browser',
  description:
    'Every change is saved here automatically, and nowhere else. A private window forgets its labs when it closes.',
  name: 'Name of this lab',
  namePlaceholder: 'Untitled lab',
  kept: 'Saved labs',
  none: 'No other labs yet.',
  failed:
    'This browser does not let the page save anything, so your labs are lost when it closes. Save a file instead.',
  commands_one: '{{count}} command',
  commands_other: '{{count}} commands',
  remove: 'Delete {{name}}',
  removeSure: 'Delete for good',
  stays: 'Still there: another tab has it open, or it cannot be deleted. Close that tab and try again.',
  damaged: 'Damaged: it cannot be opened.',
  newer: 'Written by a newer Hopscope: reload the page to open it.',
  ahead: 'The clock of this device was set back since.',
  saveRecord: 'Save what is there as a file',
  saveRecordOf: 'Save what is there of {{name}} as a file',
  warning: {
    full: 'The storage of this browser is full, so your changes are no longer saved. Save the lab as a file or a link, or delete saved labs.',
    blocked:
      'This browser does not let the page save anything, so your lab is lost when it closes. Save it as a file or a link.',
    tooLarge:
      'This lab is larger than any that Hopscope opens, so your changes are no longer saved. Undo or delete commands, or begin another lab.',
    copy: 'This lab is open in another tab, or was changed there. What you have here is a copy, saved beside it.',
    forgotten:
      'The lab that was open here last is no longer in this browser: it was deleted, or the browser has cleared it.',
    damaged:
      'A saved lab is damaged and cannot be opened. What is there of it stays, and your other labs open as before.',
    newer:
      'A saved lab was written by a newer Hopscope. It stays as it is: reload the page to get the newest version and open it.',
    unmasked: 'Other labs that this browser has saved still hold these hosts with what is masked here:',
  },
};
