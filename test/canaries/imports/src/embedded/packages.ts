import 'node:http';
import 'node:process'; // ! package
import 'pino'; // ! package
