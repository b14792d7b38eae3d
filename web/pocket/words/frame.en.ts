import type { Translation } from '../../ui/words/words.ts'
import type { zh } from './frame.ts'

export default {
  name: 'Waystation',
  home: 'Home',
  stations: 'Stations',
  join: 'Scan',
  services: 'Services',
  signIn: 'Sign in',
  say: 'Speak up',
  tasks: 'Tasks',
  me: 'Me',
  notFound: 'No such page',
  notFoundSay: 'The address may be old.',
  toHome: 'Home',
  broken: 'This page broke',
  newVersion: 'A new version is here',
  useIt: 'Use it',
} satisfies Translation<typeof zh>
