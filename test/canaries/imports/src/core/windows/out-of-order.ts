import '../assignments/some-file.ts'; // ! room
