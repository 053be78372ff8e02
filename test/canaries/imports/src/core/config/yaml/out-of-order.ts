import '../../assignments/some-file.ts';
import '../schema/some-file.ts'; // ! room
