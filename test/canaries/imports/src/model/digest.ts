import 'node:crypto';
import 'node:fs'; // ! package
import 'node:child_process'; // ! package
import '../core/plan/plan.ts'; // ! floor
