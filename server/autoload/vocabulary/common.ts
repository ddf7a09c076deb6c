const words = (text: string) =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)

/** Words that are looked at around a term, whatever its group. */
export const WORDS_OF = {
  /** Verbs, and wishes, that make the noun after them a task. */
  do: words(`
    write, add, create, build, make, implement, fix, update, refactor, generate, configure, set, setup, design,
    develop, improve, optimize, optimise, redesign, rework, rewrite, extend, integrate, migrate, port, convert,
    debug, repair, restyle, style, polish, scaffold, prototype, ship, finish, complete, need, want, require,
    introduce, change, modify, adjust, tweak, extract, speed, wire, hook, connect, expose, mock, prepare, replace,
    remove, delete, upgrade, bootstrap, provision, automate, simplify, restructure, center, centre, align, split,
    handle, secure, protect, test, deploy, train, show, display, render, paginate, stub, harden, hide, toggle, move,
    resize, sort, filter, reorder, animate, disable, enable, validate, cache, swap, investigate, diagnose,
    troubleshoot, review, audit, tune, monitor, scale, shrink, restrict, limit, erstelle, erstellen, schreibe,
    schreib, schreiben, baue, bau, bauen, füge, ergänze, ergänzen, repariere, behebe, beheben, brauche, brauchen,
    implementiere, implementieren, ändere, mach, mache, entwickle, richte, aktualisiere, verbessere, überarbeite,
    crée, créer, ajoute, ajouter, écris, écrire, corrige, corriger, répare, construis, construire, implémente,
    génère, modifie, améliore, fais, faire, veux, crea, crear, añade, añadir, agrega, agregar, escribe, escribir,
    arregla, arreglar, construye, haz, hacer, implementa, implementar, genera, configura, mejora, necesito, quiero,
    cria, criar, crie, adiciona, adicione, adicionar, escreve, escreva, escrever, corrija, conserta, faz, faça,
    fazer, implemente, gere, preciso, quero, melhora, напиши, написать, добавь, добавить, создай, создать, сделай,
    сделать, исправь, исправить, почини, реализуй, сверстай, обнови, нужен, нужно, нужна, нужны, настрой, настроить,
    хочу, 写, 编写, 创建, 添加, 增加, 新建, 实现, 修复, 修改, 做一个, 开发, 优化, 生成, 搭建, 配置, 补充, 设计, 重构, 需要, 書いて, 作って, 作成, 追加, 修正, 実装, 直して,
    作りたい, 設定, 改善, 書く, 作る, 変更, 필요, 만들, 작성, 추가, 수정, 구현, 고쳐`),
  /** What is said of things that do not work. */
  trouble: words(`
    fail, failure, crash, break, bug, buggy, error, slow, wrong, hang, flaky, red, timeout, stuck, leak, overlap,
    flicker, misaligned, ugly, unresponsive, throw, deadlock, exception, outage, down, freeze, blank, corrupt,
    rerender, 400, 401, 403, 404, 405, 409, 410, 415, 422, 429, 500, 501, 502, 503, 504, kaputt, fehler, langsam,
    fehlschlägt, hängt, isn't, doesn't, won't, can't, aren't, don't, cannot, couldn't, takes, taking, forever,
    cassé, cassée, lent, lente, erreur, plante, échoue, roto, rota, falla, fallan, lenta, lento, quebrado, quebrada,
    falha, falhando, erro, ошибка, ошибку, падает, падают, тормозит, сломан, сломалась, медленно, 报错, 失败, 很慢, 出错,
    崩溃, 失敗, エラー, 遅い, 壊れ, 落ちる, 에러, 실패, 느려`),
  /** People and meetings: "the frontend team" asks for nothing of the frontend. */
  people: words(`
    team, developer, engineer, engineering, guy, colleague, coworker, meeting, conference, meetup, interview,
    recruiter, course, certification, consultant, intern, folks, people, expert, salary, newsletter, sticker,
    bootcamp, career, resume, cv, ceo, employee`),
  /** What comes before a mere name. */
  naming: words(`
    called, named, word, string, variable, identifier, function, method, class, field, constant, property,
    parameter, param, argument, enum, keyword, label, term, text, column, alias, varname, prop, attribute, flag,
    key, option`),
  /** What comes after a mere name. */
  named: words(
    `variable, constant, parameter, argument, enum, identifier, string, keyword, struct, field, property, flag, word, attribute`,
  ),
  /** Everyday life: near these, a word of many meanings has another one. */
  everyday: words(`
    landlord, tenant, recipe, wedding, vacation, birthday, dinner, lunch, breakfast, dentist, mortgage, grandma,
    grandmother, mother, father, mom, dad, wife, husband, homework, essay, marathon, parachute, airbag, soldier,
    army, curses, ncurses, tui, quaternion, joystick, gamepad, arduino, haircut, guitar, piano, invitation,
    neighbor, neighbour, physics, terminal`),
  /** Texts that are written for pleasure: whatever they are about, it is no work on it. */
  fiction: words(
    `novel, poem, haiku, sonnet, limerick, lyrics, song, fairy, fiction, fantasy, riddle, joke, gedicht, poème, poema, стих*, 诗, 俳句, 小説`,
  ),
  /** Refusals in Chinese, Japanese and Korean, where words are not separated. */
  refusals: words(`
    不要, 别, 不用, 无需, 不需要, 不必, 勿, 請勿, なし, しないで, いらない, せずに, 使わず, 触らないで, 書かないで, 必要ない, 不要です, は不要, ないで, 없이, 말고, 하지`),
} as const

/** Counter-phrases of every group. */
export const EVERYWHERE: readonly string[] = words(`
    in the issue of, rest of, the rest, with regard to, unit of measure, as the|a rest, press conference, per se`)

/** Words of many terms whose typing errors are understood, too. */
export const ALSO_CORRECTED: readonly string[] = words(
  `request, machine, learning, version, package, actions, application`,
)
