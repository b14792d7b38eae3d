/** Forms that staff write as data; see README of the kit. */
export { checkField, checkForm } from './check.ts'
export { answered, isEmpty, said, type FormChoice, type FormField, type FormValue, type FormValues, type Said } from './fields.ts'
export { readForm, type WireField, type WireForm } from './read-form.ts'
export { default as FormAnswers } from './FormAnswers.vue'
export { default as FormFields } from './FormFields.vue'
