export const luck = Math.random(); // ! no-restricted-properties
export const id = process.pid; // ! no-restricted-globals
export const send = fetch; // ! no-restricted-globals
