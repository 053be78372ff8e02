/** What each language says. */

import { DE } from './languages/de.ts';
import { EN } from './languages/en.ts';
import { NL } from './languages/nl.ts';
import type { Language, Messages } from './messages.ts';

export const SAID_IN: Readonly<Record<Language, Messages>> = { en: EN, nl: NL, de: DE };
