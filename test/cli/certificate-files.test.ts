/** Certificates in files beside the YAML: what a repository with each of them says. */

import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { openRepository } from '../../src/cli/wiring/repository.ts';
import { parseCertificate } from '../../src/io/files/parse-certificate.ts';
import { certificateText } from '../../src/model/certificate.ts';
import { sha256OfBase64 } from '../../src/model/digest.ts';
import { CERTIFICATES, der, pem } from '../certificates.ts';

const PROFILE =
  'kind: ios-trusted-root\nkey: ios-root\nname: "iOS: Contoso root"\nsettings:\n  file: FILE\nassign: null\n';
const CONFIG = 'version: 1\nowner: contoso-mail\ntenant: {embedded: .postilion/tenant}\n';

interface Place {
  readonly root: string;
  write(path: string, content: string | Buffer): void;
  load(): ReturnType<typeof openRepository>;
  git(...args: readonly string[]): void;
  remove(): void;
}

function usePlace(context: TestContext, file?: string): Place {
  const place = placeIn('place', file);
  context.onTestFinished(() => place.remove());
  return place;
}

function placeIn(name: string, file = 'certs/root.cer'): Place {
  const root = mkdtempSync(join(tmpdir(), `postilion-${name.replaceAll(/\W/g, '')}-`));
  const nothing = (): void => {};
  const terminal = { env: {}, cwd: root, width: 100, color: false, print: nothing, error: nothing, onStop: nothing };
  const place: Place = {
    root,
    write: (path, content) => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    },
    load: () => openRepository({}, terminal),
    git: (...args) => void execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: root }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
  place.write('postilion.yaml', CONFIG);
  place.write('profiles/root.yaml', PROFILE.replace('FILE', file));
  return place;
}

const KEY = '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\n-----END PRIVATE KEY-----\n';

describe('a certificate file', () => {
  it.each([
    ['DER', der(CERTIFICATES.root)],
    ['PEM', pem(CERTIFICATES.root)],
  ])('is read as %s, whatever its name says', async (_, content) => {
    const read = parseCertificate(Buffer.from(content));
    expect(read).toMatchObject({
      certificate: {
        sha256: createHash('sha256').update(der(CERTIFICATES.root)).digest('hex'),
        subject: 'O=Contoso, CN=Contoso Root CA',
        issuer: 'O=Contoso, CN=Contoso Root CA',
        notBefore: '2026-11-22T13:20:09.000Z',
        notAfter: '2046-11-17T13:20:09.000Z',
        isAuthority: true,
        der: CERTIFICATES.root,
      },
    });
    const text = 'certificate' in read ? certificateText(read.certificate) : '';
    expect(text).toMatch(
      /^O=Contoso, CN=Contoso Root CA \(self-signed, serial 3a05670[0-9a-f]+, valid until 2046-11-17, SHA-256 [0-9a-f]{64}\)$/,
    );
  });

  it.each<readonly [string, string | Buffer | null, string, boolean]>([
    ['not there', null, 'CER-001 file: "certs/root.cer" is not there: put the file there, or correct the path', true],
    ['empty', '', 'CER-001 file: "certs/root.cer" is empty: export the certificate alone, without key or chain', true],
    ['a text', 'hello', 'CER-001 file: "certs/root.cer" is no certificate in DER or PEM', true],
    ['cut off', der(CERTIFICATES.root).subarray(0, 200), 'CER-001 file: "certs/root.cer" is no certificate', true],
    ['a key', KEY, 'CER-001 file: "certs/root.cer" holds a private key: take it out of the repository', true],
    ['with its key', pem(CERTIFICATES.root) + KEY, 'CER-001 file: "certs/root.cer" holds a private key', true],
    ['two', pem(CERTIFICATES.root).repeat(2), 'CER-001 file: "certs/root.cer" holds 2 certificates', true],
    ['PKCS #7', '-----BEGIN PKCS7-----\nMII=\n-----END PKCS7-----\n', 'holds pkcs7, not a certificate', true],
    ['large', randomBytes(70_000), 'has 70000 bytes, far more than a certificate', true],
    [
      'expired',
      der(CERTIFICATES.expired),
      'CER-002 file: "certs/root.cer" (O=Contoso, CN=Contoso Old Root CA) expired on 2020-01-01',
      false,
    ],
    ['not valid yet', der(CERTIFICATES.future), 'is not valid before 2090-01-01', false],
    [
      'of a server',
      der(CERTIFICATES.leaf),
      'CER-004 file: "certs/root.cer" (O=Contoso, CN=mail.contoso.com) may not issue',
      false,
    ],
  ])('that is %s is an error at its place', async (what, content, message, hard) => {
    const place = placeIn(what);
    if (content !== null) place.write('profiles/certs/root.cer', content);
    const { findings, usable } = await place.load();
    place.remove();
    const [found] = findings.filter(({ code }) => code.startsWith('CER-'));
    expect(`${found?.code} ${found?.message}`).toContain(message);
    expect(found).toMatchObject({ file: 'profiles/root.yaml', line: 5, severity: 'error', key: 'ios-root' });
    expect([found?.hard === true, usable === null]).toEqual([hard, hard]);
  });

  it('behind a link, or outside the repository, is refused', async (context) => {
    const place = usePlace(context, '../certs/root.cer');
    place.write('elsewhere/root.cer', der(CERTIFICATES.root));
    symlinkSync('elsewhere', join(place.root, 'certs'));
    expect((await place.load()).findings[0]?.message).toContain('is behind the symbolic link certs');
    const outside = usePlace(context, '../../root.cer');
    expect((await outside.load()).findings[0]?.message).toContain('lies outside the repository');
  });

  it('may be shared by profiles in several folders', async (context) => {
    const place = usePlace(context, '../certs/root.cer');
    place.write('certs/root.cer', pem(CERTIFICATES.root));
    const { findings, usable } = await place.load();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(usable?.certificates.map(({ sha256 }) => sha256)).toEqual([sha256OfBase64(CERTIFICATES.root)]);
    expect(usable?.profiles[0]?.settings).toEqual({ file: { sha256: sha256OfBase64(CERTIFICATES.root) } });
  });

  it('that differs from its commit makes the tree dirty', async (context) => {
    const place = usePlace(context);
    place.write('profiles/certs/root.cer', der(CERTIFICATES.root));
    place.git('init', '-q');
    place.git('add', '.');
    place.git('commit', '-qm', 'first');
    expect((await place.load()).usable?.source.dirty).toBe(false);
    place.write('profiles/certs/root.cer', der(CERTIFICATES.otherRoot));
    expect((await place.load()).usable?.source.dirty).toBe(true);
  });
});

it('SHA-256 is what node says it is', () => {
  for (let size = 0; size < 200; size += 7) {
    const bytes = randomBytes(size);
    expect(sha256OfBase64(bytes.toString('base64'))).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});
