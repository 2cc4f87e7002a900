import { describe, expect, it } from 'vitest';
import { decrypt, encrypt } from '../../src/db/encrypt.ts';

const SECRET = 'the secret of this installation';

describe('what is encrypted at rest', () => {
  const sealed = encrypt(SECRET, 'tokens', 'mã truy cập');

  it('is read with the same secret for the same purpose only', () => {
    expect(decrypt(SECRET, 'tokens', sealed)).toBe('mã truy cập');
    expect(decrypt('another secret', 'tokens', sealed)).toBeUndefined();
    expect(decrypt(SECRET, 'links', sealed)).toBeUndefined();
  });

  it('shows neither the text nor that two texts are the same', () => {
    expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('truy');
    expect(encrypt(SECRET, 'tokens', 'mã truy cập')).not.toBe(sealed);
  });

  it('is not read when a bit of it was changed, or half of it is missing', () => {
    const bytes = Buffer.from(sealed, 'base64url');
    for (const at of [0, 12, 28, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(decrypt(SECRET, 'tokens', changed.toString('base64url'))).toBeUndefined();
    }
    expect(decrypt(SECRET, 'tokens', sealed.slice(0, 20))).toBeUndefined();
    expect(decrypt(SECRET, 'tokens', '')).toBeUndefined();
  });
});
