import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ask, groupsOf, whyNot } from './ask.ts'

/** [prompt, groups] by rule. */
const RULES: Record<string, readonly (readonly [string, string])[]> = {
  'a strong term is enough': [
    ['why is kubernetes so slow', 'k8s'],
    ['port our specs to vitest', 'testing'],
    ['Stripe', 'payments'],
    ['what is kubernetes?', 'k8s'],
    ['release newest patch npm of specweave', 'release'],
  ],
  'whole words and their simple endings': [
    ['the forest in the remodelled latest fruit', ''],
    ['curious html', 'frontend'],
    ['the databases were migrated', 'backend'],
    ['dockerizing the service', 'infra'],
    ["the dashboard's colors are wrong", 'frontend'],
    ['close the duplicate pull requests', 'github'],
  ],
  'names have no endings, capitals are asked for where they tell': [
    ['reacted badly to it', ''],
    ['give me some rest', ''],
    ['a REST client', 'backend'],
    ['a spa day', ''],
  ],
  'a word of many meanings needs another sign': [
    ['there is an issue with the parser', ''],
    ['file an issue on github', 'github'],
    ['which model are you', ''],
    ['the model overfits', 'ml'],
    ['checkout the develop branch', ''],
    ['the checkout total is wrong', 'payments'],
    ['how should it react when the file is gone', ''],
    ['upgrade react to 19', 'frontend'],
    ['just a test', ''],
    ['add a test for the empty list', 'testing'],
    ['the rest of the file', ''],
    ['release the lock', ''],
    ['release 2.0 to npm', 'release'],
  ],
  'a verb of doing, or trouble, makes a task of what can be one': [
    ['build a dashboard', 'frontend'],
    ['the dashboard of the car', ''],
    ['production checkout is failing', 'payments'],
    ['create an endpoint', 'backend'],
  ],
  'typing errors of long terms': [
    ['kubernets does not start', 'k8s'],
    ['fix the mongdb query', 'backend'],
    ['open a pull reqeust', 'github'],
    ['write playwrihgt scenarios', 'testing'],
    ['my fried readt', ''],
    ['he backed the folder up by texting', ''],
  ],
  'a refusal takes back its own clause and nothing else': [
    ["don't touch the frontend, just fix the SQL", 'backend'],
    ['without kubernetes, a cron line is enough', ''],
    ['no docker, no kubernetes, plain shell', ''],
    ['use Vue instead of React', 'frontend'],
    ['leave the tests alone and fix the Dockerfile', 'infra'],
    ["don't touch the frontend, backend or terraform files", ''],
    ['tests are not needed, only the GraphQL schema', 'backend'],
    ['I mean the salary, not about payments', ''],
  ],
  'a complaint is no refusal': [
    ["I can't deploy to AWS", 'infra'],
    ["the playwright tests don't pass", 'testing'],
    ["why doesn't kubernetes restart it", 'k8s'],
    ["don't forget to write unit tests", 'testing'],
    ['there are no unit tests for this, write some', 'testing'],
    ["why don't we use docker", 'infra'],
  ],
  'pasted text says less': [
    ['what is null here?\n    at pay (/srv/stripe/index.js:3:1)\n    at run (/srv/docker/a.js:1:1)', ''],
    ['shorten it\n```js\nconst stripe = docker(kubernetes)\n```', ''],
    ['center it\n```css\n.card { width: 1px }\n```', 'frontend'],
    ['remove src/payments/stripe/index.ts', ''],
    ['what does `stripe` mean here', ''],
    ['`kubectl get pods` hangs', 'k8s'],
    ['the text says "deploy to production"', ''],
    ['translate: we release it to npm with docker', ''],
    ['> deploy this to kubernetes\nwho wrote that line?', ''],
  ],
  'addresses and files that are the task': [
    ['review https://github.com/acme/shop/pull/91', 'github'],
    ['copy the text of https://github.com/acme/shop/blob/main/LICENSE', ''],
    ['do https://acme.atlassian.net/browse/SHOP-1', 'jira'],
    ['look at https://dev.azure.com/acme/web/_workitems/edit/4', 'azure-devops'],
    ['update .github/workflows/ci.yml', 'github'],
    ['fix the main.tf', 'infra'],
  ],
  'names in the code, people, and texts for pleasure': [
    ['rename the variable stripe to band', ''],
    ['what does list.release() do', ''],
    ['write a mail to the frontend team', ''],
    ['write a haiku about docker', ''],
  ],
  'words belong to the platform that is named': [
    ['the SwiftUI list and its button overlap', 'mobile'],
    ['azure devops backlog', 'azure-devops'],
    ['react native screen is blank', 'mobile'],
  ],
  'other languages': [
    ['schreib Tests für den Warenkorb', 'testing'],
    ['ohne Tests bitte', ''],
    ["déploie l'application sur le serveur", 'infra'],
    ['la base de datos va lenta', 'backend'],
    ['cria uma tabela no banco de dados', 'backend'],
    ['задеплой на прод', 'infra'],
    ['给这个模块写单元测试', 'testing'],
    ['不要写测试，只改代码', ''],
    ['プルリクエストを作成して', 'github'],
    ['テストは不要です', ''],
    ['결제 기능을 추가해줘', 'payments'],
  ],
  'several at once': [
    ['React checkout page with Stripe, tested with Playwright', 'frontend testing payments'],
    ['write the helm chart and dockerize the app', 'k8s infra'],
  ],
}

for (const [rule, cases] of Object.entries(RULES)) {
  describe(rule, () => {
    for (const [prompt, groups] of cases) test(JSON.stringify(prompt), () => assert.equal(groupsOf(prompt), groups))
  })
}

test('every answer carries its reasons, and where they stand', () => {
  const prompt = 'Größe 👍: add Stripe, not React'
  const { plugins, ids, matches, suppressed } = ask(prompt)
  assert.deepEqual([plugins, ids], [['payments'], ['sw-payments@specweave']])
  const [match] = matches
  assert.deepEqual(match, { group: 'payments', term: 'stripe', offset: 14, length: 6, zone: 'prose', weight: 1 })
  assert.equal(prompt.slice(14, 20), 'Stripe')
  const [not] = suppressed
  assert.deepEqual([not?.term, not?.why, not?.by, not?.byOffset], ['react', 'negated', 'not', prompt.indexOf('not')])
})

test('what did not count says why', () => {
  assert.equal(whyNot('an issue of taste', 'issue'), 'counter-phrase')
  assert.equal(whyNot('which actions are there', 'actions'), 'needs another sign')
  assert.equal(whyNot('rename src/stripe/a.ts', 'stripe'), 'pasted')
  assert.equal(whyNot('the word kubernetes', 'kubernetes'), 'name')
  assert.equal(whyNot('the kubernetes team', 'kubernetes'), 'people')
  assert.equal(whyNot('a poem about kubernetes', 'kubernetes'), 'fiction')
  assert.equal(whyNot('SwiftUI: the button overlaps', 'button'), 'belongs elsewhere')
})

test('a typing error is marked, and the term is the one that was meant', () => {
  const [match] = ask('kuberntes').matches
  assert.deepEqual([match?.term, match?.typo, match?.length], ['kubernetes', true, 9])
})
