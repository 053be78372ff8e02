import '../some-file.ts'; // ! room
