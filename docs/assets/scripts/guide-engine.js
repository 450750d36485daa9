/**
 * From answers to a route, and answers in an address. The reference, with what each field means, is
 * macros/guides/replay.py and address.py; tests hold the two equal (names_like_this are namesLikeThis here).
 * Pure functions. Answers are Maps, so that no id meets what objects inherit.
 *
 * @typedef {{[key: string]: any}} Logic see macros/guides/logic.py
 * @typedef {Map<string, string>} Given texts by question, in the order of the address
 * @typedef {string|Set<string>|number} Answer an option, the boxes ticked, whole units of a quantity
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

CommonsSense.engine = (function () {
  const own = (object, key) => Object.prototype.hasOwnProperty.call(object || {}, key) ? object[key] : undefined;
  const between = (number, low, high) => (low === null || low <= number) && (high === null || number <= high);

  /** @param {any[]} condition @param {Map<string, Answer>} answers @param {object} facts @returns {boolean} */
  function holds(condition, answers, facts) {
    const [kind, first, ...rest] = condition;
    const again = (member) => holds(member, answers, facts);
    const answer = answers.get(first);
    switch (kind) {
      case 'and': return condition.slice(1).every(again);
      case 'or': return condition.slice(1).some(again);
      case 'not': return !again(first);
      case 'fact': return again(facts[first]);
      case 'answered': return answer !== undefined;
      case 'alike': return between(first.filter((q) => rest[0].includes(answers.get(q))).length, rest[1], rest[2]);
      case 'apart': {
        const other = answers.get(rest[0]);
        return typeof answer === 'number' && typeof other === 'number' && between(answer - other, rest[1], rest[2]);
      }
      case 'is': return rest.includes(answer);
      case 'in': return typeof answer === 'number' && between(answer, rest[0], rest[1]);
    }
    if (!['ticks', 'some', 'every', 'none'].includes(kind)) throw new Error('no such kind of condition: ' + kind);
    if (!answer) return false;
    const ticked = (box) => answer.has(box);
    if (kind === 'ticks') return between(answer.size, rest[0], rest[1]);
    return kind === 'every' ? rest.every(ticked) : rest.some(ticked) === (kind === 'some');
  }

  /** Pence, days and so on, or null; exact wherever the bounds of a guide (10^14) let it pass. */
  function unitsOf(question, text) {
    if (question.type === 'date') {
      const day = /^(?!0000)\d{4}-\d\d-\d\d$/.test(text) ? new Date(text + 'T00:00:00Z') : NaN;
      return !isNaN(day) && day.toISOString().startsWith(text) ? day / 864e5 : null;
    }
    const scale = question.decimals || 0;
    const [all, sign, pounds, rest = ''] = /^(-?)(0|[1-9]\d{0,14})(?:\.(\d{1,4}))?$/.exec(text) || [];
    if (all === undefined || rest.length > scale) return null;
    const units = Number(pounds) * 10 ** scale + Number(rest.padEnd(scale, '0'));
    return sign ? 0 - units : units;
  }

  /** @param {Logic} question @param {string} text @param {string[]} [offered] @returns {{answer: Answer}|{trouble: string}} */
  function readAnswer(question, text, offered) {
    const one = question.type === 'one';
    if (one || question.type === 'many') {
      const picked = one || text ? (one ? [text] : text.split(',')) : [];
      const known = question.options.map((option) => option.id);
      if (!picked.every((id) => known.includes(id))) return { trouble: 'no such option' };
      if (offered && !picked.every((id) => offered.includes(id))) return { trouble: 'not offered' };
      if (!picked.length && !question.none) return { trouble: 'nothing picked' };
      return { answer: one ? text : new Set(picked) };
    }
    const units = unitsOf(question, text);
    if (units === null) return { trouble: 'no such kind of value' };
    if (units < question.min) return { trouble: 'too small' };
    return units > question.max ? { trouble: 'too large' } : { answer: units };
  }

  /** @param {Logic} logic @param {Given} given @returns {object} a Route of replay.py */
  function replay(logic, given) {
    const questions = new Map(logic.questions.map((question) => [question.id, question]));
    const answers = new Map();
    const used = new Set();
    const route = {
      state: 'nowhere', at: '', asked: [], passed: [], pauses: [], parts: [], notes: [], offered: [],
      ended: false, canGoOn: false, unused: [], aside: [], stillOpen: [], notice: null,
    };
    const met = (when) => !when || when === 1 || holds(when, answers, logic.facts);
    const stand = (state, at) => { route.state = state; route.at = at; };
    const show = (holder, node) => (node.parts || []).forEach(([part, when]) => {
      const name = holder + '.' + part;
      if (!route.parts.includes(name) && met(when)) route.parts.push(name);
    });

    function answerTo(question) {
      const offered = (question.options || []).filter((option) => met(option.when)).map((option) => option.id);
      const text = given.get(question.id);
      if (text !== undefined) {
        const { answer, trouble } = readAnswer(question, text, offered);
        if (!trouble) return answer;
        route.notice = { key: question.id, given: text, trouble };
      }
      const stuck = question.options && !offered.length && !question.none;
      stand(stuck ? 'nowhere' : 'question', question.id);
      route.offered = offered;
    }

    // These two give the next question or the outcome; undefined where the route stands.
    function pauseAt(ledBy, pause) {
      const node = logic.results[pause];
      show(pause, node);
      const resume = typeof node.resume === 'object' ? own(node.resume, ledBy) : node.resume;
      const key = ledBy + '.then';
      const then = given.get(key);
      route.canGoOn = !!resume && resume !== 'again';
      if (route.canGoOn && (then === 'done' || then === 'open')) {
        route.pauses.push({ pause, ledBy, then });
        route.canGoOn = false;
        used.add(key);
        return resume;
      }
      if (route.canGoOn && then !== undefined) route.notice = { key, given: then, trouble: 'neither done nor open' };
      route.pauses.push({ pause, ledBy, then: null });
      stand('pause', pause);
      route.ended = !resume;
    }

    function step(question) {
      let go = question.go;
      if (met(question.when)) {
        show(question.id, question);
        const answer = answerTo(question);
        if (answer === undefined) return undefined;
        answers.set(question.id, answer);
        used.add(question.id);
        route.asked.push(question.id);
        (question.options || []).forEach((option) => {
          if (answer !== option.id && !(answer instanceof Set && answer.has(option.id))) return;
          if (option.note) route.notes.push(question.id + '.' + option.id);
          if (question.type === 'one') go = option.go || go;
        });
      } else {
        route.passed.push(question.id);
      }
      if (Array.isArray(go)) go = (go.find((rule) => met(rule[0])) || [])[1];
      if (!go) stand('nowhere', question.id);
      else if (!questions.has(go) && logic.results[go].status === 'pause') return pauseAt(question.id, go);
      return go;
    }

    let target = logic.questions[0].id;
    while (questions.has(target)) target = step(questions.get(target));
    if (target) {
      stand('outcome', target);
      route.ended = true;
      show(target, logic.results[target]);
    }
    route.unused = [...given.keys()].filter((key) => questions.has(key.replace(/\.then$/, '')) && !used.has(key));
    if (route.ended) route.aside = route.unused;
    route.stillOpen = route.pauses.filter((pause) => pause.then === 'open').map((pause) => pause.pause);
    return route;
  }

  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  // As decodeURIComponent, but bytes that are no text become U+FFFD, as in Python.
  const decode = (text) => text.replace(/(%[\da-f]{2})+/gi, (run) =>
    utf8.decode(Uint8Array.from(run.slice(1).split('%'), (byte) => parseInt(byte, 16))));
  const encode = (text) => encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, '\ufffd'))
    .replace(/[!'()*]/g, (sign) => '%' + sign.charCodeAt(0).toString(16).toUpperCase());

  /** @param {number} version @param {Given} answers @returns {string} with its `#` */
  function formatAddress(version, answers) {
    const pairs = [...answers].map(([key, value]) => '&' + encode(key) + '=' + encode(value).replace(/%2C/g, ','));
    return '#v=' + version + pairs.join('');
  }

  /** @param {string} text @returns {{version: number, answers: Given}|null} null: not an address of answers */
  function parseAddress(text) {
    const [head, ...pairs] = text.replace(/^#/, '').split('&');
    const version = /^v=([1-9]\d{0,5})$/.exec(head);
    if (!version) return null;
    const answers = new Map();
    pairs.forEach((pair) => {
      const sign = pair.indexOf('=');
      const key = decode(pair.slice(0, Math.max(sign, 0)));
      if (key && !answers.has(key)) answers.set(key, decode(pair.slice(sign + 1)));
    });
    return { version: Number(version[1]), answers };
  }

  /** @param {Logic} logic @param {object} address parsed @returns {{answers: Given, renamed: string[], changed: string[]}} */
  function carryOver(logic, address) {
    if (address.version >= logic.version) return { answers: new Map(address.answers), renamed: [], changed: [] };
    const present = new Map();
    const words = new Map();
    logic.questions.forEach((question) => {
      (question.was || []).forEach((old) => present.set(old, question.id));
      words.set(question.id, question.options_was);
    });
    const answers = new Map();
    const renamed = new Set();
    address.answers.forEach((value, key) => {
      const then = key.endsWith('.then') ? '.then' : '';
      const name = then ? key.slice(0, -5) : key;
      const now = present.has(name) ? present.get(name) : name;
      const text = then ? value : value.split(',').map((word) => own(words.get(now), word) || word).join(',');
      if (now !== name || text !== value) renamed.add(now);
      if (!answers.has(now + then)) answers.set(now + then, text);
    });
    const later = (logic.changed || []).filter(([version]) => version > address.version).flatMap((change) => change[1]);
    return { answers, renamed: [...renamed], changed: [...answers.keys()].filter((key) => later.includes(key)) };
  }

  return { carryOver, formatAddress, holds, parseAddress, readAnswer, replay };
})();
