import 'ajv';
import 'ajv/dist/2020.js';
import 'yaml';
import '../../rules/rule.ts';
import '../../report/text.ts'; // ! no-restricted-imports
import '../../io/log.ts'; // ! no-restricted-imports
import 'node:fs'; // ! no-restricted-imports
import 'pino'; // ! no-restricted-imports
