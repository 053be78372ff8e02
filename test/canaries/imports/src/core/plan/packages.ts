import 'yaml'; // ! package
import 'ajv'; // ! package
import 'fastest-levenshtein'; // ! package
import 'fs'; // ! package
import 'node:crypto'; // ! package
import '@azure/identity'; // ! package
