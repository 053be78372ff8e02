import '../plan/some-file.ts';
import '../import/some-file.ts'; // ! room
