export const matrix = {
  open: 'Matrix',
  title: 'Who can reach whom',
  description: 'From every place to every other. Choose a cell to follow its traffic.',
  caption: 'Rows send, columns are reached',
  corner: 'from \\ to',
  protocol: 'Protocol',
  port: 'Port',
  reached: 'reached',
  refused: 'refused',
  unreachable: 'error came back',
  timeout: 'no answer',
  cell: '{{from}} to {{to}}: {{reach}}',
};
