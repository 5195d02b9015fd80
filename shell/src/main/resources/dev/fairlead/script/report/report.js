'use strict';
addEventListener('beforeprint', () => {
  for (const closed of document.querySelectorAll('details:not([open])')) {
    closed.dataset.closed = '';
    closed.open = true;
  }
});
addEventListener('afterprint', () => {
  for (const opened of document.querySelectorAll('details[data-closed]')) {
    delete opened.dataset.closed;
    opened.open = false;
  }
});
addEventListener('hashchange', () => {
  const details = document.getElementById(location.hash.slice(1))?.querySelector(':scope > details');
  if (details) {
    details.open = true;
  }
});
