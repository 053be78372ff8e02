import { describe, expect, it } from 'vitest';
import { useImportRun } from './import-run.ts';

describe('import of apps', () => {
  it('writes who gets an app, and how', async (context) => {
    const server = await useImportRun(context);
    await server.run({ all: true });
    const text = server.read('profiles/microsoft-outlook-2.yaml');
    expect(text).toContain('settings:\n  app: outlook\n');
    expect(text).toContain(
      '    - group: All employees\n      intent: available\n      settings: {uninstallOnRetire: true}\n    - group: Executives\n      settings: {uninstallOnRetire: true}\n',
    );
  });

  it('takes over mail profiles where apps may not be read, and says so', async (context) => {
    const server = await useImportRun(context);
    const body = { error: { code: 'Forbidden', message: 'not for you' } };
    await server.server.faults([{ path: '/deviceAppManagement', status: 403, body }]);
    const ran = await server.run({ all: true });
    expect(ran.code).toBe(0);
    expect(server.files('profiles')).toContain('ios-mail-executives.yaml');
    expect(server.files('profiles')).not.toContain('gmail.yaml');
    expect(`${ran.out}${ran.err}`).toContain('/deviceAppManagement/mobileApps could not be read');
  });
});
