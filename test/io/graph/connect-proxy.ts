/** A proxy as companies have them, on loopback: it takes CONNECT, and leads every tunnel to one TLS server of ours. */

import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Server, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { selfSigned } from './self-signed.ts';

/** A CONNECT as the proxy saw it. */
interface Connected {
  /** `graph.microsoft.com:443` */
  readonly to: string;
  readonly authorization: string | undefined;
}

export interface ConnectProxy {
  readonly host: string;
  readonly connected: readonly Connected[];
  /** Paths that came through the tunnels, with the token. */
  readonly asked: readonly string[];
}

interface Manners {
  /** The user and password that it wants. */
  readonly password?: string;
  /** The status of every CONNECT, instead of a tunnel. */
  readonly status?: number;
  /** What the server behind the tunnel answers, instead of JSON. */
  readonly html?: { readonly status: number; readonly text: string };
}

/** Starts both; they are closed when the test ends. */
export async function startProxy(manners: Manners = {}): Promise<ConnectProxy> {
  const asked: string[] = [];
  const behind = createTlsServer(selfSigned('graph.microsoft.com'), (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    const { html } = manners;
    response.writeHead(html?.status ?? 200, { 'content-type': html === undefined ? 'application/json' : 'text/html' });
    response.end(html === undefined ? '{"id":"x"}' : html.text);
  });
  const behindPort = await listening(behind);
  const connected: Connected[] = [];
  const server = createServer();
  server.on('connect', (request: IncomingMessage, socket: Socket) => {
    const authorization = request.headers['proxy-authorization'];
    connected.push({ to: request.url ?? '', authorization });
    const refusal = manners.status ?? (isWelcome(authorization, manners.password) ? null : 407);
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal} Refused\r\nContent-Type: text/html\r\n\r\n<html>no</html>`);
      return;
    }
    const tunnel = connect(behindPort, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const end of [socket, tunnel]) end.on('error', () => end.destroy());
    onTestFinished(() => {
      socket.destroy();
      tunnel.destroy();
    });
  });
  return { host: `127.0.0.1:${await listening(server)}`, connected, asked };
}

function isWelcome(authorization: string | undefined, password: string | undefined): boolean {
  return password === undefined || authorization === `Basic ${Buffer.from(password).toString('base64')}`;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
