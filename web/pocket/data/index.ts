/** What every page of the phone asks the server with. What only some ask for is a file beside it: stations, position, attachments, drafts. */
export { ApiProblem, call, chooseCity, cities, cityCode, loadCities, onSignedOut, type Api, type BodyOf, type City, type ReplyOf } from './client.ts'
export { useDeed, type Deed } from './deed.ts'
export { dropLetter, letters, pending, refused, say, waiting, type Letter, type Outcome } from './letters.ts'
export { online, watchNetwork } from './network.ts'
export { fieldProblem, isProblem, sayProblem, waitWords } from './problems.ts'
export { useSeen, reloadSeen, type Seen } from './seen.ts'
export { enter, leaveDevice, me, refreshMe, signOut, takeUpSession, type Me } from './session.ts'
export { urlOf } from './client.ts'
