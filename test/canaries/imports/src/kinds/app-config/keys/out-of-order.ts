import '../../apps/some-file.ts'; // ! room
