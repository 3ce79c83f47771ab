import assert from 'node:assert/strict'
import { test } from 'node:test'
import { likelyEmail } from '../../src/element/email-slip.ts'

test('a likely slip in a domain is noticed, whatever stands before it', () => {
  const slips: Record<string, string> = {
    'ana@gmial.com': 'ana@gmail.com',
    'ana@gmail.con': 'ana@gmail.com',
    'ana@gmail.co': 'ana@gmail.com',
    'ana@hotnail.com': 'ana@hotmail.com',
    'ana@hotmial.co.uk': 'ana@hotmail.co.uk',
    'ana@outlok.com': 'ana@outlook.com',
    'ana@yaho.com': 'ana@yahoo.com',
    'ana@icloud.con': 'ana@icloud.com',
    'a.b+petition@t-onlin.de': 'a.b+petition@t-online.de',
    'Ana@GMIAL.com': 'Ana@gmail.com',
  }
  for (const [typed, meant] of Object.entries(slips)) assert.equal(likelyEmail(typed), meant, typed)
})

test('an address that people have is never doubted', () => {
  const real =
    'gmail.com ymail.com mail.com email.com gmx.ch gmx.at gmx.com gmx.net gmx.fr gmx.co.uk live.ie live.nl live.be live.se live.it live.co.uk hotmail.be hotmail.nl hotmail.se hotmail.gr hotmail.co.uk outlook.es outlook.it outlook.pt outlook.com.tr yahoo.ca yahoo.gr yahoo.ro yahoo.pl yahoo.co.in orange.be orange.es orange.pl orange.sk mail.ru mail.de mail.ee mail.ch centrum.sk seznam.sk onet.eu wp.pl o2.pl web.de me.com pm.me proton.me abv.bg op.pl ukr.net sky.com aol.com europarl.europa.eu undersigned.example'
  for (const domain of real.split(' '))
    assert.equal(likelyEmail(`ana@${domain}`), undefined, domain)
})

test('what is no address yet is not doubted either', () => {
  for (const typed of ['', 'ana', '@gmial.com', 'ana@']) assert.equal(likelyEmail(typed), undefined)
})
