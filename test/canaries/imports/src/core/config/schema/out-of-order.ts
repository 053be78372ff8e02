import '../yaml/some-file.ts';
import '../some-file.ts'; // ! room
