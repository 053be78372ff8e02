import '../filters/some-file.ts';
import '../config/yaml/some-file.ts'; // ! room
