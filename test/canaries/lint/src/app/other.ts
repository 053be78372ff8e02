export const another = 1;
export const more = 2;
// !below no-warning-comments
// TODO: a note that nobody will come back to
