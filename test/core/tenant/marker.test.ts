import { describe, expect, it } from 'vitest';
import { joinDescription, markerFor, markerText, splitDescription } from '../../../src/core/tenant/marker.ts';

const marker = markerFor('contoso-mail', 'ios-sales', 1);

describe('a marker in a description', () => {
  it('leaves the text as people wrote it, blanks and line breaks included', () => {
    for (const text of ['', 'Mail', 'Mail for sales.\n', '  indented', 'a\n\nb\n\n', '\n']) {
      expect(splitDescription(joinDescription(text, marker))).toEqual({ text, marker });
    }
  });

  it('is found where somebody wrote around it in the portal', () => {
    const stored = `Mail ${markerText(marker)} (reviewed)`;
    expect(splitDescription(stored)).toEqual({ text: 'Mail (reviewed)', marker });
  });

  it('is not seen in what only looks like one', () => {
    for (const text of ['postilion:contoso-mail/ios-sales', 'xpostilion:a/b#01234567', 'postilion:a/b#012345678']) {
      expect(splitDescription(text)).toEqual({ text, marker: null });
    }
  });

  it('has a nonce that only the generation changes', () => {
    expect(markerFor('contoso-mail', 'ios-sales', 1)).toEqual(marker);
    expect(markerFor('contoso-mail', 'ios-sales', 2).nonce).not.toBe(marker.nonce);
  });
});
