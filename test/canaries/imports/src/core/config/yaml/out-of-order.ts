import '../codes.ts';
import '../schema/some-file.ts'; // ! room
