// Prints, in hexadecimal, the component-type section of a world: node embed.js DIRECTORY WORLD
import { componentEmbed } from '@bytecodealliance/jco';

const [witPath, world] = process.argv.slice(2);
const module = await componentEmbed({ dummy: true, witPath, world });
const sections = WebAssembly.Module.customSections(new WebAssembly.Module(module), 'component-type');
console.log(Buffer.from(sections[0]).toString('hex'));
