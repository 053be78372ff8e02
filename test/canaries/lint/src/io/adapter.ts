import 'fs'; // ! prefer-node-protocol

export async function send(): Promise<void> {
  await fetch('https://graph.microsoft.com/beta'); // ! no-restricted-globals
  console.error(process.pid); // ! no-console no-restricted-globals
}
