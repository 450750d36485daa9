/** On the reader's own clock: a page whose law is past its day for review says so, above the facts about it. */
'use strict';

(function () {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

  document.querySelectorAll('.facts-line [data-review-by]').forEach((day) => {
    if (day.dataset.reviewBy >= today) return;
    const notice = document.createElement('div');
    const lead = document.createElement('strong');
    const words = document.createElement('p');
    notice.className = 'review-notice';
    lead.textContent = 'Past its review date.';
    words.append(lead, ' The law here was due for review by ' + day.textContent.trim()
      + '. Check it at the source, or ask a lawyer, before you rely on it.');
    notice.append(words);
    day.closest('.facts-line').before(notice);
  });
})();
