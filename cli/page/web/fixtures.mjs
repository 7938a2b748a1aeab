// The fixtures that the page carries: its example menu, and the world of the last lesson.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const FIXTURES = join(dirname(fileURLToPath(import.meta.url)), '../../../fixtures');
const read = (name) => readFileSync(join(FIXTURES, name), 'utf8');
const isFile = (name) => existsSync(join(FIXTURES, name)) && statSync(join(FIXTURES, name)).isFile();

// Every text of a scenario that names a file of the fixtures is read, and what those name in turn.
function withNamed(name, files = {}) {
  if (files[name] !== undefined) return files;
  files[name] = read(name);
  for (const [, path] of files[name].matchAll(/["\s]([\w./-]+\.(?:json|ya?ml))\b/g)) {
    const named = posix.join(posix.dirname(name), path);
    if (isFile(named)) withNamed(named, files);
  }
  return files;
}

// Names as short as they can be: without the folders that all have in common.
function shortened(files, inputs) {
  let names = Object.keys(files).map((name) => name.split('/'));
  while (names.every((parts) => parts.length > 1 && parts[0] === names[0][0])) names = names.map((parts) => parts.slice(1));
  const short = Object.fromEntries(Object.keys(files).map((name, i) => [name, names[i].join('/')]));
  return {
    files: Object.fromEntries(Object.entries(files).map(([name, text]) => [short[name], text])),
    inputs: inputs.map((name) => short[name]),
  };
}

const folder = (name) => {
  const scenario = readdirSync(join(FIXTURES, name)).find((file) => /^scenario\.(json|ya?ml)$/.test(file));
  return shortened(withNamed(`${name}/${scenario}`), [`${name}/${scenario}`]);
};

// The menu, in its order. The texts are under the same ids in texts/*.js.
export function examples() {
  const story = 'inputs/story/error.txt';
  const policies = ['control-tower-kms/default-key-policy/key-policy.json', 'control-tower-kms/policies/bucket-policy.json'];
  const pile = shortened(Object.fromEntries([story, ...policies].map((name) => [name, read(name)])), policies);
  return {
    seed: folder('control-tower-kms/default-key-policy'),
    'wrong-trail-name': folder('control-tower-kms/wrong-trail-name'),
    mended: folder('control-tower-kms/both-statements'),
    resource: folder('config/17-resource-misses-the-object'),
    deny: folder('config/23-deny-outside-principal-org-id'),
    'organization-trail': folder('cloudtrail/64-organization-path-missing'),
    'role-trust': folder('config/09-role-does-not-trust-config'),
    unknown: { ...folder('control-tower-kms/default-key-policy'), options: { set: ['buckets[0].policy', 'keys[0].policy'].map((path) => `${path}={"unknown": "not seen"}`) } },
    'landing-zone': folder('control-tower-4.0/landing-zone'),
    template: { files: { 'logs.yaml': read('inputs/story/logs.yaml') }, inputs: ['logs.yaml'], options: { given: { param: ['LogBucketName=my-logs'], account: ['111122223333'], region: ['eu-west-1'] } } },
    pile: { ...pile, options: { error: Object.keys(pile.files).find((name) => name.endsWith('error.txt')) } },
  };
}

export const seed = () => ({
  broken: read('control-tower-kms/default-key-policy/key-policy.json'),
  mended: read('control-tower-kms/both-statements/key-policy.json'),
  scenario: read('control-tower-kms/default-key-policy/scenario.json'),
  bucketPolicy: read('control-tower-kms/policies/bucket-policy.json'),
  trust: read('control-tower-kms/policies/recorder-role-trust.json'),
});
