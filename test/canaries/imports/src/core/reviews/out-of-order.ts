import '../policy/some-file.ts';
import '../import/some-file.ts'; // ! room
