import '../graph/some-file.ts'; // ! room
