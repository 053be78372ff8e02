export const send = fetch;
export const pid = process.pid; // ! no-restricted-globals
export const hidden = globalThis.fetch; // ! no-restricted-globals
