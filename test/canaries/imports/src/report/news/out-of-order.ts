import '../plan/some-file.ts';
import '../some-file.ts'; // ! room
