import { describe, expect, test } from 'vitest';
import { CONNECTION } from '../testing/create-background.ts';
import { exportSettings, importSettings } from './backup.ts';
import { DEFAULT_SETTINGS, NO_CONNECTIONS, type Settings } from './settings.ts';

const newId = () => 'new';

const settings: Settings = {
  ...DEFAULT_SETTINGS,
  prompt: 'refused',
  connections: [CONNECTION, { ...CONNECTION, id: 'managed-0', managed: true }],
};

describe('an export', () => {
  test('holds no key and nothing of the organisation', () => {
    const text = exportSettings(settings);
    expect(text).not.toContain('genkan_');
    expect(text).not.toContain('managed');
    expect(JSON.parse(text)).toMatchObject({ prompt: 'refused', connections: [{ id: 'one' }] });
  });

  test('comes back, waiting for its key', () => {
    const result = importSettings(exportSettings(settings));
    expect(result.ok && result.count).toBe(1);
    expect(result.ok && result.choices).toEqual({
      prompt: 'refused',
      language: 'auto',
      reminder: true,
    });
    expect(result.ok && result.apply(NO_CONNECTIONS, newId)).toMatchObject({
      connections: [{ ...CONNECTION, key: '' }],
    });
  });

  test('leaves a connection of the same endpoint as it is, and leads none to another endpoint', () => {
    const same = importSettings(exportSettings(settings));
    expect(same.ok && same.apply(settings, newId).connections).toEqual(settings.connections);
    const elsewhere = importSettings(
      exportSettings(settings).replace('genkan.example.com', 'evil.example.com'),
    );
    expect(elsewhere.ok && elsewhere.apply(settings, newId).connections).toMatchObject([
      ...settings.connections,
      { id: 'new', endpoint: 'https://evil.example.com', key: '' },
    ]);
  });

  test.each([
    ['', 'not_json'],
    ['text', 'not_json'],
    ['{}', 'not_genkan'],
    ['[]', 'not_genkan'],
    ['{"genkan":"export","version":2}', 'newer'],
    ['{"genkan":"export","version":1}', 'damaged'],
  ])('%j is refused as %s', (text, problem) => {
    expect(importSettings(text)).toEqual({ ok: false, problem });
  });
});
