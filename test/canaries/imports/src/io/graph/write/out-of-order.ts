import '../read/some-file.ts';
import '../auth/some-file.ts'; // ! room
