console.log(process.argv);
export const send = fetch; // ! no-restricted-globals
export const hidden = globalThis.fetch; // ! no-restricted-globals
