export const documents = {
  open: 'Name and saved labs…',
  title: 'Labs in this browser',
  description: 'Every change is kept here by itself, and nowhere else.',
  name: 'Name of this lab',
  namePlaceholder: 'Untitled lab',
  kept: 'Saved labs',
  none: 'No other labs yet.',
  failed: 'This browser keeps nothing for this page, so labs are gone when it closes. Save a file instead.',
  commands_one: '{{count}} command',
  commands_other: '{{count}} commands',
  remove: 'Delete {{name}}',
  removeSure: 'Delete for good',
};
