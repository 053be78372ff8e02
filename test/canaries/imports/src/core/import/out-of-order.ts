import '../policy/some-file.ts';
import '../explain/some-file.ts'; // ! room
