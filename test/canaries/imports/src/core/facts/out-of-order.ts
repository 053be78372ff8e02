import '../people/some-file.ts';
import '../checks/some-file.ts'; // ! room
