import '../write/some-file.ts';
import '../some-file.ts'; // ! room
