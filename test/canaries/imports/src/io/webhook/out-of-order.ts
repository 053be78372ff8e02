import '../graph/read/some-file.ts'; // ! room
