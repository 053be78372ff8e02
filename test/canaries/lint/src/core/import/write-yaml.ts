import 'yaml';
import '../marker.ts';
import '../../rules/rule.ts';
import 'ajv'; // ! no-restricted-imports
import '../../report/text.ts'; // ! no-restricted-imports
import '../../io/log.ts'; // ! no-restricted-imports
import 'node:fs'; // ! no-restricted-imports
