import '../import/some-file.ts';
import '../status/some-file.ts'; // ! room
