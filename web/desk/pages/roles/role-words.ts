import type { Role } from '../../../../contract/permissions.ts'
import { t } from '../../words/roles.ts'

/** 街道乡镇干部. */
export function roleWords(role: Role): string {
  return t(`role_${role}`)
}
