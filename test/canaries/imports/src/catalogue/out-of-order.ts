import './fields/builders.ts'; // ! room
