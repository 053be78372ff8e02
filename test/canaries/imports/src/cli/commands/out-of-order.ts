import '../flags/some-file.ts';
import '../some-file.ts'; // ! room
