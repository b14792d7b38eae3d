export { words } from '../../platform/words.ts'
