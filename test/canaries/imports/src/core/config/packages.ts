import 'ajv';
import 'ajv/dist/2020.js';
import 'yaml';
import 'ajv-formats'; // ! package
import 'fast-json-patch'; // ! package
import 'fast-check'; // ! package
import 'node:fs'; // ! package
import 'pino'; // ! package
