import '../certificates/some-file.ts';
import '../some-file.ts'; // ! room
