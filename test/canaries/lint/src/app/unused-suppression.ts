// !below unused-directive
// oxlint-disable-next-line no-console
export const quiet = 1;
