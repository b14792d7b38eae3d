/** The icon family. Names say what is drawn or the one thing it stands for. */
export * from './first.ts'
export * from './others.ts'
export { default as LanternMark } from './LanternMark.ts'
export type { IconComponent } from './icon.ts'
