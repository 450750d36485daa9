/**
 * Markdown of plain HTML: the same few elements as docx.js reads. It reads as plain text too.
 * What people typed comes out as text, whatever it looks like.
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

CommonsSense.markdown = (function () {
  // Where not every reader of Markdown knows a backslash before a sign, the sign is named instead.
  const NAMED = { '<': '&lt;', '|': '&#124;', '~': '&#126;', '=': '&#61;' };
  const escape = (text) => text.replace(/&(?=#?\w+;)/g, '&amp;').replace(/[\\`*_[\]]/g, '\\$&').replace(/[<|~]/g, (sign) => NAMED[sign]);

  function inline(node) {
    if (node.nodeType === Node.TEXT_NODE) return escape(node.data.replace(/\s+/g, ' '));
    const inside = [...node.childNodes].map(inline).join('');
    const mark = { STRONG: '**', EM: '*' }[node.tagName];
    if (node.tagName === 'BR') return '  \n';
    if (node.tagName === 'A' && node.href) return node.textContent === node.href ? '<' + node.href + '>' : '[' + inside + '](<' + node.href + '>)';
    return mark && inside.trim() ? mark + inside.trim() + mark : inside;
  }

  /** A line must not begin as a list, a heading, a quotation or a rule does. */
  const text = (node) => inline(node).trim().replace(/^[ \t]+/gm, '').replace(/^(\d+)([.)])/gm, '$1\\$2').replace(/^[-+#>]/gm, '\\$&')
    .replace(/^=/gm, NAMED['=']);

  const isBlock = (node) => /^(P|UL|OL|TABLE|ARTICLE|H[1-6])$/.test(node.tagName);
  const cell = (node) => ([...node.children].some(isBlock) ? [...node.children] : [node]).map((one) => inline(one).trim())
    .filter(Boolean).join('<br>').replace(/ {2}\n/g, '<br>');

  function block(node) {
    const heading = /^H([1-6])$/.exec(node.tagName);
    if (heading) return '#'.repeat(heading[1]) + ' ' + inline(node).trim();
    if (/^[UO]L$/.test(node.tagName)) {
      return [...node.children].map((item, at) => {
        const mark = node.tagName === 'OL' ? at + 1 + '. ' : '- ';
        return mark + blocks(item).join('\n').replace(/\n/g, '\n' + ' '.repeat(mark.length));
      }).join('\n');
    }
    if (node.tagName === 'TABLE') {
      const line = (cells) => '| ' + cells.join(' | ') + ' |';
      const rows = [...node.rows].map((row) => [...row.cells].map(cell));
      const head = node.tHead ? rows.shift() : rows[0].map(() => '');
      return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
    }
    return node.tagName === 'ARTICLE' ? blocks(node).join('\n\n') : text(node);
  }

  /** The blocks in an element, and what stands loose between them. @returns {string[]} */
  function blocks(holder) {
    const made = [];
    let loose = document.createElement('p');
    [...holder.childNodes, null].forEach((node) => {
      if (node && !isBlock(node)) {
        loose.append(node.cloneNode(true));
        return;
      }
      if (loose.textContent.trim()) made.push(text(loose));
      loose = document.createElement('p');
      if (node) made.push(block(node));
    });
    return made;
  }

  /** @param {HTMLElement} article @returns {string} */
  return (article) => block(article) + '\n';
})();
