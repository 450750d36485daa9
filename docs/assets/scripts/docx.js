/**
 * Writes a Word document from plain HTML: records of guides, case files. Loaded when a reader asks for one, after
 * assets/made/record-template.js, which macros/guides/docx_template.py makes; that file says what goes where.
 *
 * Of the HTML it reads h1 to h3, p, ul, ol, li, table (tr, th, td; `data-widths="1 4 2"` for its
 * columns, `data-whole` where it must not be broken, `aria-label` for its name), a[href], strong,
 * em and br, and `data-new-page` on a heading; whatever else stands there counts for its text. A th in a row of its own kind makes that row a head row.
 *
 * @typedef {{title: string, subject: string, foot: string, created: Date}} About  foot: at the foot of each page
 */
'use strict';
var CommonsSense = window.CommonsSense || {};
window.CommonsSense = CommonsSense;

CommonsSense.docx = (function () {
  const TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  const LINK = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink';
  const STYLES = { H1: 'Heading1', H2: 'Heading2', H3: 'Heading3' };
  const WIDTH = 9412; // of the text on A4, in twentieths of a point
  const NUMBERS = 2; // the template's numbered list
  const FIRST = 10; // the first list of ours

  /** @param {string} text @returns {string} fit for XML: marks escaped, what XML does not allow left out */
  const escape = (text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (sign) => '&#' + sign.charCodeAt(0) + ';');

  /** @param {Element} article @returns {{body: string, links: string, lists: string}} */
  function word(article) {
    const links = [];
    let lists = 0;

    /** Letters of one look. @param {{bold?: boolean, italic?: boolean, link?: boolean}} look */
    const run = (text, look) => '<w:r><w:rPr>' + (look.link ? '<w:rStyle w:val="Hyperlink"/>' : '') + (look.bold ? '<w:b/>' : '')
      + (look.italic ? '<w:i/>' : '') + '</w:rPr>' + text + '</w:r>';

    function runs(node, look) {
      if (node.nodeType === Node.TEXT_NODE) return run('<w:t xml:space="preserve">' + escape(node.data) + '</w:t>', look);
      if (node.nodeType !== Node.ELEMENT_NODE) return '';
      const inside = (more) => Array.from(node.childNodes, (child) => runs(child, { ...look, ...more })).join('');
      switch (node.tagName) {
        case 'BR': return run('<w:br/>', look);
        case 'STRONG': case 'TH': return inside({ bold: true });
        case 'EM': return inside({ italic: true });
        case 'A': {
          if (!node.getAttribute('href')) return inside({});
          links.push(node.href);
          return '<w:hyperlink r:id="link' + links.length + '" w:history="1">' + inside({ link: true }) + '</w:hyperlink>';
        }
      }
      return inside({});
    }

    const paragraph = (nodes, properties, look) => '<w:p><w:pPr>' + properties + '</w:pPr>'
      + nodes.map((node) => runs(node, look || {})).join('') + '</w:p>';
    const style = (name) => '<w:pStyle w:val="' + name + '"/>';
    const isBlock = (node) => /^(P|UL|OL|TABLE|DIV|SECTION|ARTICLE|H[1-6])$/.test(node.tagName);

    /**
     * What stands in an element: its blocks, and paragraphs of what stands loose between them.
     * @param {function(): string} properties gives the next paragraph's
     */
    function blocks(holder, properties, level, look) {
      const made = [];
      let loose = [];
      const close = () => {
        if (loose.some((node) => node.textContent.trim())) made.push(paragraph(loose, properties(), look));
        loose = [];
      };
      holder.childNodes.forEach((node) => {
        if (!isBlock(node)) { loose.push(node); return; }
        close();
        made.push(block(node, properties, level, look));
      });
      close();
      return made.join('');
    }

    function block(node, properties, level, look) {
      if (STYLES[node.tagName]) return paragraph([node], style(STYLES[node.tagName]) + (node.dataset.newPage === undefined ? '' : '<w:pageBreakBefore/>'));
      if (node.tagName === 'P') { // one that leads into a list or a table stays with it
        const leads = node.nextElementSibling && /^(UL|OL|TABLE)$/.test(node.nextElementSibling.tagName);
        return paragraph([node], properties() || (leads ? '<w:keepNext/>' : ''), look);
      }
      if (node.tagName === 'TABLE') return table(node);
      if (/^[UO]L$/.test(node.tagName)) return list(node, level);
      return blocks(node, properties, level, look);
    }

    /** Only the first paragraph of an item has its number; the others stand under it. */
    function list(node, level) {
      const numbered = node.tagName === 'OL';
      const name = style(numbered ? 'ListNumber' : 'ListBullet');
      const first = name + '<w:numPr><w:ilvl w:val="' + level + '"/><w:numId w:val="' + (numbered ? FIRST + lists++ : 1) + '"/></w:numPr>';
      const later = name + '<w:numPr><w:numId w:val="0"/></w:numPr><w:ind w:left="' + 425 * (level + 1) + '" w:firstLine="0"/>';
      return Array.from(node.children, (item) => {
        let begun = false;
        return blocks(item, () => {
          const properties = begun ? later : first;
          begun = true;
          return properties;
        }, Math.min(level + 1, 2));
      }).join('');
    }

    function table(node) {
      const rows = Array.from(node.rows);
      const shares = (node.dataset.widths || '').split(' ').map(Number);
      const count = Math.max(...rows.map((row) => row.cells.length));
      const whole = shares.reduce((sum, share) => sum + share, 0);
      const widths = Array.from({ length: count }, (_, at) => Math.floor(WIDTH * (whole ? (shares[at] || 0) / whole : 1 / count)));
      const isHead = (row) => Array.from(row.cells).every((cell) => cell.tagName === 'TH');
      const name = node.getAttribute('aria-label');
      // What must stay on one page: each row but the last holds on to the next.
      const text = (row) => () => style('TableText') + (node.dataset.whole !== undefined && row !== rows[rows.length - 1] ? '<w:keepNext/>' : '');
      return '<w:tbl><w:tblPr><w:tblStyle w:val="RecordTable"/><w:tblW w:w="' + WIDTH + '" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        + '<w:tblLook w:val="0000" w:firstRow="' + Number(isHead(rows[0])) + '" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        + ' w:noHBand="1" w:noVBand="1"/>' + (name ? '<w:tblCaption w:val="' + escape(name) + '"/>' : '') + '</w:tblPr><w:tblGrid>'
        + widths.map((width) => '<w:gridCol w:w="' + width + '"/>').join('') + '</w:tblGrid>'
        + rows.map((row) => '<w:tr><w:trPr><w:cantSplit/>' + (row.dataset.tall === undefined ? '' : '<w:trHeight w:val="680" w:hRule="atLeast"/>')
          + (isHead(row) ? '<w:tblHeader/>' : '') + '</w:trPr>' + Array.from(row.cells, (cell, at) => '<w:tc><w:tcPr><w:tcW w:w="'
          + widths[at] + '" w:type="dxa"/></w:tcPr>' + (blocks(cell, text(row), 0, { bold: cell.tagName === 'TH' })
            || paragraph([], text(row)())) + '</w:tc>').join('') + '</w:tr>').join('')
        + '</w:tbl>' + paragraph([], '<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>');
    }

    const body = blocks(article, () => '', 0);
    return {
      body,
      links: links.map((href, index) => '<Relationship Id="link' + (index + 1) + '" Type="' + LINK + '" Target="' + escape(href)
        + '" TargetMode="External"/>').join(''),
      lists: Array.from({ length: lists }, (_, index) => '<w:num w:numId="' + (FIRST + index) + '"><w:abstractNumId w:val="' + NUMBERS
        + '"/>' + [0, 1, 2].map((level) => '<w:lvlOverride w:ilvl="' + level + '"><w:startOverride w:val="1"/></w:lvlOverride>').join('')
        + '</w:num>').join(''),
    };
  }

  const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit += 1) byte = byte & 1 ? byte >>> 1 ^ 0xedb88320 : byte >>> 1;
    return byte;
  });
  const crc32 = (bytes) => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ sum >>> 8, ~0) >>> 0;

  /**
   * An uncompressed zip.
   * @param {Map<string, string>} parts texts by name @param {Date} day its time stamp @returns {Uint8Array}
   */
  function zip(parts, day) {
    const utf8 = new TextEncoder();
    const time = day.getHours() << 11 | day.getMinutes() << 5 | day.getSeconds() >> 1;
    const date = day.getFullYear() - 1980 << 9 | day.getMonth() + 1 << 5 | day.getDate();
    /** Whole numbers, low byte first: [size in bytes, number]. */
    const numbers = (pairs) => pairs.flatMap(([size, number]) => Array.from({ length: size }, (_, at) => number >>> 8 * at & 255));
    const files = [];
    const contents = [];
    let at = 0;
    parts.forEach((text, name) => {
      const [bytes, title] = [utf8.encode(text), utf8.encode(name)];
      // Version 2.0, names in UTF-8, stored; then time, sum, sizes, length of the name, nothing extra.
      const about = numbers([[2, 20], [2, 2048], [2, 0], [2, time], [2, date], [4, crc32(bytes)], [4, bytes.length],
        [4, bytes.length], [2, title.length], [2, 0]]);
      files.push(Uint8Array.from([0x50, 0x4b, 3, 4, ...about]), title, bytes);
      contents.push(Uint8Array.from([0x50, 0x4b, 1, 2, 20, 0, ...about, ...numbers([[2, 0], [2, 0], [2, 0], [4, 0], [4, at]])]), title);
      at += 30 + title.length + bytes.length;
    });
    const length = contents.reduce((sum, piece) => sum + piece.length, 0);
    const end = Uint8Array.from([0x50, 0x4b, 5, 6, ...numbers([[2, 0], [2, 0], [2, parts.size], [2, parts.size], [4, length], [4, at], [2, 0]])]);
    const pieces = [...files, ...contents, end];
    const whole = new Uint8Array(at + length + end.length);
    pieces.reduce((from, piece) => { whole.set(piece, from); return from + piece.length; }, 0);
    return whole;
  }

  /** @param {Element} article @param {About} about @returns {Blob} a .docx file */
  function make(article, about) {
    const { title, subject, foot, created } = about;
    const texts = {
      ...word(article), title: escape(title), subject: escape(subject), foot: escape(foot),
      created: created.toISOString().slice(0, 19) + 'Z',
    };
    const parts = new Map(Object.entries(CommonsSense.docxTemplate).map(([name, text]) => (
      [name, text.replace(/<!--(\w+)-->/g, (whole, place) => (Object.hasOwn(texts, place) ? texts[place] : whole))])));
    return new Blob([zip(parts, created)], { type: TYPE });
  }

  return { make };
})();
