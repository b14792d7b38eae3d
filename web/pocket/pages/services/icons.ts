/** The drawing of a service. */
import { IconBike, IconBuilding, IconFile, IconHeart, IconIdCard, IconLeaflet, IconMeal, IconMedicine, IconShield, IconShieldCheck, IconUserCheck, IconUsers, type IconComponent } from '../../../ui/icons/index.ts'
import type { Api, ReplyOf } from '../../data/index.ts'

export type ServiceCard = ReplyOf<Api['GET /services']>['items'][number]
export type ServiceIcon = ServiceCard['icon']

const icons: Readonly<Record<ServiceIcon, IconComponent>> = {
  health: IconMedicine, permit: IconIdCard, 'e-bike': IconBike, home: IconBuilding, 'check-up': IconUserCheck, meal: IconMeal,
  child: IconUsers, legal: IconShield, insurance: IconShieldCheck, training: IconLeaflet, papers: IconFile, heart: IconHeart,
}

export function serviceIcon(icon: ServiceIcon): IconComponent {
  return icons[icon]
}
