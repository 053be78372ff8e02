/** Where a repository may be, as people write it: a path, or an address that git may be sent to. */

import { isLoopback } from './loopback.ts';

/** How git would get there. */
export type RepositoryAddress =
  | { readonly way: 'path'; readonly path: string }
  | { readonly way: 'http' | 'https' | 'ssh' }
  | { readonly way: 'none'; readonly fault: string };

/** `git@github.com:contoso/mail.git`: neither part may look like an option of ssh. */
const SCP = /^[A-Za-z0-9][\w.-]*@[A-Za-z0-9][\w.-]*:(?![:-])/;

/** Reads an address. Helper programs (`ext::`), options in the place of an address and unencrypted ways are none. */
export function repositoryAddress(text: string): RepositoryAddress {
  if (text.startsWith('-')) return none('looks like an option of git: write a path or an address');
  if (/[\p{Cc}\p{Cf}]/u.test(text)) return none('holds characters that can not be seen: write a path or an address');
  if (/^[a-z][\w+.-]*::/i.test(text)) return none('names a program to run, not an address: write a path, https or ssh');
  if (SCP.test(text)) return { way: 'ssh' };
  if (!/^[a-z][\w+.-]*:\/\//i.test(text)) return { way: 'path', path: text };
  if (!URL.canParse(text)) return none('is not an address: write a path, https or ssh');
  return addressOf(new URL(text));
}

function addressOf(url: URL): RepositoryAddress {
  switch (url.protocol) {
    case 'https:':
      return { way: 'https' };
    case 'http:':
      return isLoopback(url) ? { way: 'http' } : none('is not encrypted: write https');
    case 'ssh:':
      return url.hostname === '' || /^(?:-|%2d)/i.test(`${url.hostname}`) || url.username.startsWith('-')
        ? none('is not an address: write ssh://user@host/path')
        : { way: 'ssh' };
    case 'file:':
      return url.hostname === '' || url.hostname === 'localhost'
        ? pathOf(url)
        : none('names a file of another machine: write a path, https or ssh');
    default:
      return none(`is an address that git is not sent to (${url.protocol.slice(0, -1)}): write a path, https or ssh`);
  }
}

function pathOf({ pathname }: URL): RepositoryAddress {
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') ? none('is not a path') : { way: 'path', path };
  } catch {
    return none('has a bare % in its path: write it as %25');
  }
}

function none(fault: string): RepositoryAddress {
  return { way: 'none', fault };
}

/** A name that git takes for a branch; stricter than git, since it goes into refspecs. */
export function isBranchName(branch: string): boolean {
  return /^[A-Za-z0-9](?:[\w./-]*[\w-])?$/.test(branch) && !/\.\.|\/\/|\/\.|\.lock(?:\/|$)/.test(branch);
}

/**
 * Text → the same without what people write into addresses to sign in: user and password, query and fragment. Programs
 * repeat the addresses that they were given, so this goes over whatever they say.
 */
export function withoutCredentials(text: string): string {
  return text
    .replaceAll(/([a-z][\w+.-]*:\/\/)[^/\s'"<>]*@/gi, '$1…@')
    .replaceAll(/([a-z][\w+.-]*:\/\/[^\s'"<>?#]*)[?#][^\s'"<>]*/gi, '$1?…')
    .replaceAll(/(?<![\w/.@-])[A-Za-z0-9][\w.-]*:[^\s/@:'"<>]+@(?=[\w.-]+[:/])/g, '');
}
