import { crc32, deflateSync } from 'node:zlib'

/**
 * A mark that is nobody's: a ring around a dot, as a PNG with a transparent ground.
 * @param rgb of the mark; another colour is another picture
 */
export function pngMark(
  rgb: readonly [number, number, number] = [42, 68, 166],
  size = 96,
): Uint8Array {
  const rows = Array.from({ length: size }, (_, y) => {
    const row = Buffer.alloc(1 + size * 4)
    for (let x = 0; x < size; x++) {
      const far = Math.hypot(x + 0.5 - size / 2, y + 0.5 - size / 2) / (size / 2)
      const isInk = far < 0.35 || (far > 0.65 && far < 0.95)
      row.set([...rgb, isInk ? 255 : 0], 1 + x * 4)
    }
    return row
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(size, 0)
  head.writeUInt32BE(size, 4)
  // Eight bits, red, green, blue and alpha.
  head.set([8, 6], 8)
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1A\n', 'latin1'),
      chunk('IHDR', head),
      chunk('IDAT', deflateSync(Buffer.concat(rows))),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** The leading bytes of the other kinds, with nothing behind them that could be seen. */
export const beginnings = {
  jpg: latin1('\xFF\xD8\xFF\xE0\x00\x10JFIF'),
  gif: latin1('GIF89a\x01\x00\x01\x00'),
  webp: latin1('RIFF\x1A\x00\x00\x00WEBPVP8L'),
  avif: latin1('\x00\x00\x00\x1Cftypmif1\x00\x00\x00\x00mif1avifmiaf'),
} as const

function latin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'))
}
