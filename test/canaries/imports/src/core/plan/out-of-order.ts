import '../checks/some-file.ts';
import '../policy/some-file.ts'; // ! room
