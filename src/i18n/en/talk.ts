/** What is said while somebody presents, and of the comments that make a history a talk. */
export const talk = {
  comment: {
    title: 'Comment on command {{number}}',
    text: 'What you say about it when you present. It is part of the lab: links and files carry it.',
    field: 'Comment',
    save: 'Save the comment',
    remove: 'Remove the comment',
    left: '{{number}} characters left',
  },
};
