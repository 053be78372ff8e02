import '../plan/some-file.ts'; // ! room
