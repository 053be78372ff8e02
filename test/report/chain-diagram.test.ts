import { describe, expect, it } from 'vitest';
import { chainDiagram } from '../../src/report/plan/dependency-diagram.ts';
import { change, plan } from './plans.ts';

const MAIL = change('ios-sales', { needs: [{ field: 'identityCertificate', key: 'ios-scep' }] });
const SCEP = change('ios-scep', {
  action: 'unchanged',
  kind: 'ios-scep',
  needs: [{ field: 'rootCertificate', key: 'r' }],
});

describe('the picture of a plan', () => {
  it('shows what changes, and everything that it is linked with', () => {
    const root = change('r', { action: 'unmanaged', kind: 'ios-trusted-root', name: 'Contoso "root" | <x>]' });
    const alone = change('alone', {});
    expect(chainDiagram(plan({ changes: [MAIL, SCEP, root, alone] }))).toBe(
      [
        '',
        '### what stands on what',
        '',
        '```mermaid',
        'flowchart BT',
        '  n0["ios-sales<br>ios-mail<br>change"]',
        '  n1["ios-scep<br>ios-scep<br>unchanged"]',
        '  n2["Contoso #34;root#34; #124; #60;x#62;#93;<br>ios-trusted-root<br>not managed here"]',
        '  n0 -->|identityCertificate| n1',
        '  n1 -->|rootCertificate| n2',
        '```',
        '',
      ].join('\n'),
    );
  });

  it('is left out where nothing that changes is linked, or too much is', () => {
    expect(chainDiagram(plan({ changes: [change('alone', {}), SCEP] }))).toBe('');
    const many = Array.from({ length: 50 }, (_, index) =>
      change(`mail-${index}`, { needs: [{ field: 'identityCertificate', key: 'ios-scep' }] }),
    );
    expect(chainDiagram(plan({ changes: [...many, SCEP] }))).toBe('');
  });
});
