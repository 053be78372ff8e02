import { describe, expect, it } from 'vitest';
import { useImportDesk } from './import-desk.ts';

describe('import of apps', () => {
  it('writes who gets an app, and how', async (context) => {
    const desk = await useImportDesk(context);
    await desk.run({ all: true });
    const text = desk.read('profiles/microsoft-outlook-2.yaml');
    expect(text).toContain('settings:\n  app: outlook\n');
    expect(text).toContain(
      '    - group: All employees\n      intent: available\n      settings: {uninstallOnRetire: true}\n    - group: Executives\n      settings: {uninstallOnRetire: true}\n',
    );
  });

  it('takes over mail profiles where apps may not be read, and says so', async (context) => {
    const desk = await useImportDesk(context);
    const body = { error: { code: 'Forbidden', message: 'not for you' } };
    await desk.desk.faults([{ path: '/deviceAppManagement', status: 403, body }]);
    const ran = await desk.run({ all: true });
    expect(ran.code).toBe(0);
    expect(desk.files('profiles')).toContain('ios-mail-executives.yaml');
    expect(desk.files('profiles')).not.toContain('gmail.yaml');
    expect(`${ran.out}${ran.err}`).toContain('/deviceAppManagement/mobileApps could not be read');
  });
});
