// `npm start`: builds, then becomes the program, so that a signal to it reaches the program.
import './build.mjs';

await import('../dist/main.js');
