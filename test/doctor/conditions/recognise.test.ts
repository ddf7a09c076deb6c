import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { recognise } from '../../../server/doctor/conditions/recognise.ts'
import type { ScriptLanguage, World } from '../../../server/doctor/conditions/types.ts'

const AROUND = { project: '/srv/shop', pluginRoot: '/dev/guard', home: '/home/ada', configDir: '/home/ada/.claude' }

type Files = Readonly<Record<string, string>>

const worldOf =
  (files: Files): World =>
  (path) => {
    const text = files[path.replace('/srv/shop/', '')] ?? files[path]
    if (text !== undefined) return { is: 'file', text }
    return Object.keys(files).some((name) => `/srv/shop/${name}`.startsWith(`${path}/`))
      ? { is: 'folder' }
      : { is: 'nothing' }
  }

/** What is found, as one line: 'not active: flag .strict not there -> .strict=""'. */
function told(language: ScriptLanguage, text: string, files: Files = {}): string {
  const { state, conditions } = recognise({ text, language }, AROUND, worldOf(files))
  const each = conditions.map(({ kind, file, keys, now, switch: to }) => {
    const name = [file.replace('/srv/shop/', ''), ...keys].join(' ')
    const changes = to?.changes
      .map((one) => `${one.file.replace('/srv/shop/', '')}=${JSON.stringify(one.after)}`)
      .join(' + ')
    return `${kind} ${name}: ${now} -> ${changes}`
  })
  return [state, ...each].join('; ')
}

const MD = (enabled: string) => `---\nenabled: ${enabled}\nlevel: 3\n---\nnotes\n`

const SHELL: Readonly<Record<string, string>> = {
  'asks with !':
    'FLAG="$CLAUDE_PROJECT_DIR/.enable-strict"\nif [ ! -f "$FLAG" ]; then\n  # off\n  exit 0\nfi\ninput=$(cat)\necho "$input" | jq .tool_name\nexit 2\n',
  'goes out with ||':
    'set -euo pipefail\n[ -f "\u0024{CLAUDE_PROJECT_DIR:-.}/.enable-strict" ] || exit 0\nnode check.js\n',
  'goes out with && and a double test': '[[ ! -e .enable-strict ]] && exit 0\nnode check.js\n',
  'wraps what it does': 'if test -f "$PWD"/.enable-strict\nthen echo strict\nfi\n',
  'stands in the project first':
    'cd "$CLAUDE_PROJECT_DIR" || exit 1\nif [[ ! -f ./.enable-strict ]]; then exit 0; fi\nmake check >&2\nexit 2\n',
  'asks in a function':
    'is_enabled() {\n  [ -f "$CLAUDE_PROJECT_DIR/.enable-strict" ]\n}\nmain() {\n  if ! is_enabled; then\n    return 0\n  fi\n  echo "strict: $1"\n}\nmain "$@"\n',
  'takes the folder from the event':
    'input=$(cat)\ncwd=$(echo "$input" | jq -r \'.cwd\')\nif [ ! -f "$cwd/.enable-strict" ]; then exit 0; fi\necho strict\n',
}

suite('a flag file', () => {
  for (const [name, text] of Object.entries(SHELL))
    test(`in a shell's script that ${name}`, () => {
      assert.equal(told('shell', text), 'not active; flag .enable-strict: not there -> .enable-strict=""')
      assert.equal(
        told('shell', text, { '.enable-strict': '' }),
        'active; flag .enable-strict: there -> .enable-strict=null',
      )
    })

  const CODE: readonly (readonly [string, ScriptLanguage, string])[] = [
    [
      'node, by require',
      'javascript',
      "#!/usr/bin/env node\nconst fs = require('fs')\nconst path = require('path')\nconst flag = path.join(process.env.CLAUDE_PROJECT_DIR || process.cwd(), '.enable-strict')\nif (!fs.existsSync(flag)) {\n  process.exit(0)\n}\nconsole.log('strict')\n",
    ],
    [
      'node, by import',
      'javascript',
      "import { existsSync } from 'node:fs'\nconst root = process.env.CLAUDE_PROJECT_DIR ?? process.cwd();\nif (!existsSync(`\u0024{root}/.enable-strict`)) process.exit(0);\nprocess.stdin.on('data', (chunk) => { text += chunk });\nprocess.stdin.on('end', () => {\n  const event = JSON.parse(text)\n  if (event.tool_name === 'Bash') console.log('strict')\n})\n",
    ],
    [
      'node, in a function',
      'javascript',
      "main()\nasync function main() {\n  if (!isOn()) return\n  console.log(await check())\n}\nfunction isOn() { return fs.existsSync('.enable-strict') }\nconst check = async () => 'strict'\n",
    ],
    [
      'python, by os.path',
      'python',
      "#!/usr/bin/env python3\nimport os, sys\nFLAG = os.path.join(os.environ.get('CLAUDE_PROJECT_DIR', '.'), '.enable-strict')\nif not os.path.exists(FLAG):\n    sys.exit(0)\nprint('strict')\n",
    ],
    [
      'python, where "not" stands before an "or" and an answer is put together',
      'python',
      "import json, os\nflag = '.enable-strict'\nquiet = False\nif not os.path.exists(flag) or quiet:\n    print({'continue': True})\nelse:\n    print(json.dumps({'decision': 'block', 'reason': f'{flag} is \\'there\\''}))\n",
    ],
    [
      'python, by pathlib and main',
      'python',
      'import json, sys\nfrom pathlib import Path\n\ndef main() -> int:\n    """Checks."""\n    event = json.load(sys.stdin)\n    flag = Path(event["cwd"]) / ".enable-strict"\n    if not flag.exists():\n        return 0\n    for line in event.get("lines", []):\n        print(f"strict {line}")\n    return 2\n\nif __name__ == "__main__":\n    sys.exit(main())\n',
    ],
  ]
  for (const [name, language, text] of CODE)
    test(`in ${name}`, () => {
      assert.equal(told(language, text), 'not active; flag .enable-strict: not there -> .enable-strict=""')
      assert.equal(
        told(language, text, { '.enable-strict': '' }),
        'active; flag .enable-strict: there -> .enable-strict=null',
      )
    })

  test('that switches off', () => {
    const text = 'if [ -e .claude/quiet ]; then exit 0; fi\necho loud\n'
    assert.equal(told('shell', text), 'active; flag .claude/quiet: not there -> .claude/quiet=""')
    assert.equal(
      told('shell', text, { '.claude/quiet': 'x' }),
      'not active; flag .claude/quiet: there -> .claude/quiet=null',
    )
  })

  test('that must not be empty gets a line', () => {
    assert.equal(
      told('shell', '[ -s .claude/on ] || exit 0\necho x\n'),
      'not active; flag .claude/on: not there -> .claude/on="1\\n"',
    )
  })

  test('of two that are both needed', () => {
    assert.match(
      told('shell', '[ -f .one ] && [ -f .two ] || exit 0\necho x\n'),
      /^not active; flag \.one: not there -> \.one="" \+ \.two=""; flag \.two:/,
    )
    assert.match(
      told('shell', '[ -f .one ] && [ -f .two ] || exit 0\necho x\n', { '.one': '' }),
      /^not active; flag \.two: not there -> \.two=""$/,
    )
  })
})

suite('a key of a JSON file', () => {
  const KEYS: readonly (readonly [string, ScriptLanguage, string])[] = [
    [
      'jq',
      'shell',
      'CONFIG="$CLAUDE_PROJECT_DIR/.claude/guard.json"\n[ -f "$CONFIG" ] || exit 0\nenabled=$(jq -r \'.strict // false\' "$CONFIG")\nif [ "$enabled" != "true" ]; then\n  exit 0\nfi\necho strict\n',
    ],
    ['jq -e', 'shell', 'if ! jq -e .strict .claude/guard.json > /dev/null 2>&1; then exit 0; fi\necho strict\n'],
    [
      'jq through a pipe',
      'shell',
      'STRICT=`cat .claude/guard.json 2>/dev/null | jq -r ".strict" || echo false`\n[[ "$STRICT" == "true" ]] || exit 0\necho strict\n',
    ],
    [
      'JSON.parse',
      'javascript',
      "const fs = require('fs')\nlet config = {}\ntry {\n  config = JSON.parse(fs.readFileSync('.claude/guard.json', 'utf8'))\n} catch {\n  process.exit(0)\n}\nif (!config.strict) process.exit(0)\nconsole.log('strict')\n",
    ],
    [
      'JSON.parse, taken apart',
      'javascript',
      "import { readFile } from 'node:fs/promises'\nconst { strict = false } = JSON.parse(await readFile(`\u0024{process.env.CLAUDE_PROJECT_DIR}/.claude/guard.json`, 'utf8'))\nif (strict !== true) { process.exit(0) }\nconsole.log('strict')\n",
    ],
    [
      'json.load',
      'python',
      "import json, sys\ntry:\n    with open('.claude/guard.json') as handle:\n        config = json.load(handle)\nexcept FileNotFoundError:\n    sys.exit(0)\nif not config.get('strict', False):\n    sys.exit(0)\nprint('strict')\n",
    ],
    [
      'json.loads',
      'python',
      "import json\nfrom pathlib import Path\nsettings = Path('.claude') / 'guard.json'\nif settings.is_file() and json.loads(settings.read_text()).get('strict'):\n    print('strict')\n",
    ],
  ]
  for (const [name, language, text] of KEYS)
    test(`read with ${name}`, () => {
      const off = '{\n  "level": 2,\n  "strict": false\n}\n'
      const on = off.replace('false', 'true')
      const file = '.claude/guard.json'
      assert.equal(
        told(language, text, { [file]: off }),
        `not active; key ${file} strict: false -> ${file}=${JSON.stringify(on)}`,
      )
      assert.equal(
        told(language, text, { [file]: on }),
        `active; key ${file} strict: true -> ${file}=${JSON.stringify(off)}`,
      )
      assert.equal(
        told(language, text, { [file]: '{\n\t"level": 2\n}\n' }),
        `not active; key ${file} strict: not set -> ${file}=${JSON.stringify('{\n\t"level": 2,\n\t"strict": true\n}\n')}`,
      )
      assert.equal(
        told(language, text),
        `not active; key ${file} strict: not there -> ${file}=${JSON.stringify('{ "strict": true }\n')}`,
      )
    })

  test('further in, with another word', () => {
    const text =
      'mode=$(jq -r \'.checks["on-save"].mode\' .claude/guard.json)\n[ "$mode" = "strict" ] || exit 0\necho strict\n'
    const before = '{"checks":{"on-save":{"mode":"lax"}},"z":1}'
    assert.equal(
      told('shell', text, { '.claude/guard.json': before }),
      `not active; key .claude/guard.json checks on-save mode: lax -> .claude/guard.json=${JSON.stringify(before.replace('lax', 'strict'))}`,
    )
    assert.match(
      told('shell', text, { '.claude/guard.json': '{"z":1}' }),
      /not set -> \.claude\/guard\.json="\{\\"z\\":1, \\"checks\\": \{\\"on-save\\":\{\\"mode\\":\\"strict\\"\}\}\}"/,
    )
  })

  test('of a file without which the hook acts', () => {
    const text =
      'CONFIG=.claude/guard.json\nif [ -f "$CONFIG" ]; then\n  enabled=$(jq -r ".strict // false" "$CONFIG")\n  if [ "$enabled" != "true" ]; then\n    exit 0\n  fi\nfi\necho strict\n'
    assert.equal(
      told('shell', text),
      'active; key .claude/guard.json strict: not there -> .claude/guard.json="{ \\"strict\\": false }\\n"',
    )
    assert.match(
      told('shell', text, { '.claude/guard.json': '{}' }),
      /^not active; key \.claude\/guard\.json strict: not set -> .*true/,
    )
  })
})

suite('a field of a .local.md', () => {
  const FIELDS: readonly (readonly [string, ScriptLanguage, string])[] = [
    [
      'sed and grep',
      'shell',
      'STATE=".claude/guard.local.md"\n\nif [[ ! -f "$STATE" ]]; then\n  exit 0\nfi\nFRONTMATTER=$(sed -n \'/^---$/,/^---$/{ /^---$/d; p; }\' "$STATE")\nENABLED=$(echo "$FRONTMATTER" | grep \'^enabled:\' | sed \'s/enabled: *//\' | sed \'s/^"\\(.*\\)"$/\\1/\' || true)\nif [[ "$ENABLED" != "true" ]]; then\n  exit 0\nfi\necho strict\n',
    ],
    [
      'awk over several lines',
      'shell',
      "[ -f .claude/guard.local.md ] || exit 0\nFRONT=$(awk '\n  NR == 1 { next }\n  /^---$/ { exit }\n  { print }\n' .claude/guard.local.md)\nON=$(printf '%s\\n' \"$FRONT\" | grep '^enabled:' | awk '{print $2}')\n[ \"$ON\" = \"true\" ] || exit 0\necho strict\n",
    ],
    [
      'grep -q',
      'shell',
      'if ! grep -qE "^enabled:\\s*true" "$CLAUDE_PROJECT_DIR/.claude/guard.local.md" 2>/dev/null; then exit 0; fi\necho strict\n',
    ],
    [
      'a pattern of JavaScript',
      'javascript',
      "import fs from 'node:fs'\nconst file = '.claude/guard.local.md'\nif (!fs.existsSync(file)) process.exit(0)\nconst text = fs.readFileSync(file, 'utf8')\nif (!/^enabled:\\s*true/m.test(text)) process.exit(0)\nconsole.log('strict')\n",
    ],
    [
      'a match of JavaScript',
      'javascript',
      "import fs from 'node:fs'\nlet text\ntry { text = fs.readFileSync('.claude/guard.local.md', 'utf8') } catch { process.exit(0) }\nconst found = text.match(/^enabled:\\s*(\\S+)/m)\nif (found?.[1] !== 'true') process.exit(0)\nconsole.log('strict')\n",
    ],
    [
      'a search of Python',
      'python',
      "import os, re, sys\npath = '.claude/guard.local.md'\nif not os.path.exists(path): sys.exit(0)\ntext = open(path).read()\nif not re.search(r'^enabled:\\s*true', text, re.MULTILINE):\n    sys.exit(0)\nprint('strict')\n",
    ],
    [
      'a text in Python',
      'python',
      "import os, sys\npath = '.claude/guard.local.md'\nif not os.path.isfile(path) or 'enabled: true' not in open(path).read():\n    sys.exit()\nprint('strict')\n",
    ],
  ]
  for (const [name, language, text] of FIELDS)
    test(`read with ${name}`, () => {
      const file = '.claude/guard.local.md'
      assert.equal(
        told(language, text, { [file]: MD('false') }),
        `not active; field ${file} enabled: false -> ${file}=${JSON.stringify(MD('true'))}`,
      )
      assert.equal(
        told(language, text, { [file]: MD('true') }),
        `active; field ${file} enabled: true -> ${file}=${JSON.stringify(MD('false'))}`,
      )
      assert.equal(
        told(language, text),
        `not active; field ${file} enabled: not there -> ${file}=${JSON.stringify('---\nenabled: true\n---\n')}`,
      )
    })
})

suite('nothing is said of', () => {
  const NONE: Readonly<Record<string, readonly [ScriptLanguage, string]>> = {
    'a script that always does the same': ['shell', 'cat > /dev/null\necho always\n'],
    'a script that asks the event': ['shell', 'tool=$(jq -r .tool_name)\n[ "$tool" = "Bash" ] || exit 0\necho bash\n'],
    'a script that reads a file and does the same with it': [
      'shell',
      'if [ -f .note ]; then cat .note; else echo none; fi\n',
    ],
    'a variable that nobody knows': ['shell', '[ "$STRICT" = "1" ] || exit 0\necho strict\n'],
    'a script that quotes such a test': ['shell', 'cat <<EOF\nif [ ! -f .enable ]; then exit 0; fi\nEOF\n'],
    'a comment': ['javascript', "// if (!existsSync('.enable')) process.exit(0)\nconsole.log('x')\n"],
    'a text': ['python', "print('''\nif not os.path.exists('.enable'): sys.exit(0)\n''')\n"],
  }
  for (const [name, [language, text]] of Object.entries(NONE))
    test(name, () => assert.equal(told(language, text), 'unconditional'))
})

suite('what cannot be read is said', () => {
  const UNREAD: Readonly<Record<string, readonly [ScriptLanguage, string, RegExp]>> = {
    'a path that only the event knows': [
      'shell',
      'f=$(jq -r .tool_input.file_path)\n[ -f "$f" ] || exit 0\necho x\n',
      /^2: .*path is known only when it runs/,
    ],
    'a path that is computed': [
      'python',
      "import os, sys\nname = compute()\nif not os.path.exists(name): sys.exit(0)\nprint('x')\n",
      /^3: /,
    ],
    'a filter that is more than a key': [
      'shell',
      'on=$(jq -r \'[.a[] | select(.on)] | length\' .claude/x.json)\n[ "$on" = 1 ] || exit 0\necho x\n',
      /^1: .*jq filter/,
    ],
    'a question in words that are not understood': [
      'python',
      "import os\nfound = [name for name in ['.a', '.b'] if os.path.exists(name)]\nif not any(os.path.exists(x) for x in found): raise SystemExit\nprint('x')\n",
      /^3: it asks for a file in a way/,
    ],
    'a quote without an end': ['shell', 'if [ "x ]; then exit 0; fi\n', /^1: it is written in a way/],
    'a quote without an end, further down': ['shell', 'echo x\nif [ -f "x ]; then exit 0; fi\n', /^2: it is written/],
    'a command within another that has no end': ['shell', 'echo x\necho "$(if a; then b)"\n', /^2: it is written/],
    'a bracket without an end': ['javascript', "const a = 1\nif (existsSync('.a') {\n}\n", /^2: it is written/],
    'a bracket of Python without an end': [
      'python',
      "import os\nif not os.path.exists('.a':\n    raise SystemExit\nprint('x')\n",
      /^2: it asks for a file in a way/,
    ],
  }
  for (const [name, [language, text, expected]] of Object.entries(UNREAD))
    test(name, () => {
      const { unread } = recognise({ text, language }, AROUND, worldOf({ '.claude/x.json': '{"a":[]}' }))
      assert.match(unread.map(({ line, why }) => `${line}: ${why}`).join('\n'), expected)
    })
})

test('a file of which more is read than could be made up is not said to be all that is needed', () => {
  const text =
    'STATE=.claude/loop.local.md\n[[ -f "$STATE" ]] || exit 0\nrounds=$(grep "^rounds:" "$STATE" | sed "s/rounds: *//")\nif [[ ! "$rounds" =~ ^([0-9]+|all)$ ]]; then exit 0; fi\necho "round $rounds"\n'
  const [missing] = recognise({ text, language: 'shell' }, AROUND, worldOf({})).conditions
  assert.deepEqual([missing?.kind, missing?.switch?.becomes, missing?.needsMore], ['flag', 'active', true])
  const files = { '.claude/loop.local.md': '---\nrounds: 3\n---\n' }
  const [there] = recognise({ text, language: 'shell' }, AROUND, worldOf(files)).conditions
  assert.deepEqual([there?.switch?.becomes, there?.needsMore], ['not active', false])
})

test('a hostile script costs no more than a moment of thought', () => {
  const many = Array.from({ length: 400 }, (_, index) => `[ -f .f${index} ] && x${index}=1`).join('\n')
  const deep = `${'if [ -f .a ]; then\n'.repeat(300)}echo x\n${'fi\n'.repeat(300)}`
  const calls = 'a() { b; b; }\nb() { a; a; }\na\n'
  const within = `${'$(x '.repeat(200)}${'y'.repeat(50_000)}${')'.repeat(200)}`
  const signs = ['(', '$(', '<<a ', 'not a or ', '`'].map((sign) => sign.repeat(20_000))
  for (const text of [many, deep, calls, within, ...signs, '('.repeat(1_000_000), 'x=1\n'.repeat(2_500_000)])
    for (const language of ['shell', 'javascript', 'python'] as const) {
      const { conditions } = recognise({ text, language }, AROUND, worldOf({}))
      assert.ok(Array.isArray(conditions))
    }
})
