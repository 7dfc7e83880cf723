import { describe, expect, it } from 'vitest';
import { exportSettings, importSettings } from './backup.ts';
import { DEFAULT_SETTINGS, NO_CONNECTIONS, type Settings } from './settings.ts';
import { CONNECTION } from './testing/create-background.ts';

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  prompt: 'refused',
  connections: [CONNECTION, { ...CONNECTION, id: 'managed-0', managed: true }],
};

describe('an export', () => {
  it('holds no key and nothing of the organisation', () => {
    const text = exportSettings(settings);
    expect(text).not.toContain('genkan_');
    expect(text).not.toContain('managed');
    expect(JSON.parse(text)).toMatchObject({ prompt: 'refused', connections: [{ id: 'one' }] });
  });

  it('comes back, waiting for its key', () => {
    const result = importSettings(exportSettings(settings));
    expect(result.ok && result.count).toBe(1);
    expect(result.ok && result.choices).toEqual({ prompt: 'refused', language: 'auto' });
    expect(result.ok && result.apply(NO_CONNECTIONS)).toMatchObject({
      connections: [{ ...CONNECTION, key: '' }],
    });
  });

  it('leaves the key of a connection that is there already, but never sends it elsewhere', () => {
    const same = importSettings(exportSettings(settings));
    expect(same.ok && same.apply(settings).connections.find(({ id }) => id === 'one')?.key).toBe(
      CONNECTION.key,
    );
    const elsewhere = importSettings(
      exportSettings(settings).replace('genkan.example.com', 'evil.example.com'),
    );
    expect(
      elsewhere.ok && elsewhere.apply(settings).connections.find(({ id }) => id === 'one'),
    ).toMatchObject({
      endpoint: 'https://evil.example.com',
      key: '',
    });
  });

  it.each(['', 'text', '{}', '{"genkan":"export","version":2}'])('is refused when it is none: %s', (text) => {
    expect(importSettings(text).ok).toBe(false);
  });
});
