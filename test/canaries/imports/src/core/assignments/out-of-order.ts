import '../filters/some-file.ts';
import '../config/codes.ts'; // ! room
