export const documents = {
  open: 'Name and saved labs…',
  title: 'Labs in this browser',
  description: 'Every change is saved here automatically, and nowhere else.',
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
};
