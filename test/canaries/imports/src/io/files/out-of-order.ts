import '../git/some-file.ts'; // ! room
