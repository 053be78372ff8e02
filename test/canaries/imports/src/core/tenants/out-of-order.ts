import '../status/some-file.ts';
import '../doctor/some-file.ts'; // ! room
