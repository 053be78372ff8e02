import './schema/some-file.ts';
import '../tenant/some-file.ts'; // ! room
