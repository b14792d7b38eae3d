import { deepEqual, equal } from 'node:assert/strict'
import { it } from 'node:test'
import { networkAddress } from './network-address.ts'

it('one home is one address, however many its router hands out', () => {
  const home = ['2001:db8:1:2::1', '2001:0DB8:0001:0002:ffff:ffff:ffff:ffff', '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::']
  deepEqual(new Set(home.map(networkAddress)), new Set(['2001:db8:1:2::/64']))
  equal(networkAddress('2001:db8:1:3::1'), '2001:db8:1:3::/64')
  equal(networkAddress('2001:db8::1'), '2001:db8:0:0::/64')
  equal(networkAddress('::1'), '0:0:0:0::/64')
  equal(networkAddress('fe80::1%eth0'), 'fe80:0:0:0::/64')
  equal(networkAddress('::ffff:203.0.113.7'), '203.0.113.7')
  equal(networkAddress('203.0.113.7'), '203.0.113.7')
})
