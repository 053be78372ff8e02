/** Recognises addresses of this machine: plain http is allowed there, no proxy is used, and the tenant is a local one. */

const LOOPBACK_V4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/** Takes a parsed address, whose host is in one spelling: `127.1` reads 127.0.0.1, and `127.example.com` is a name. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || LOOPBACK_V4.test(hostname);
}
