import '../findings/some-file.ts';
import '../some-file.ts'; // ! room
