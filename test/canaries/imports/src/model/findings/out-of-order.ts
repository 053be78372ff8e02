import '../effect.ts';
import '../finding.ts'; // ! room
