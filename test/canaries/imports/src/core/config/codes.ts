import '../assignments/some-file.ts';
import './yaml/some-file.ts'; // ! room
