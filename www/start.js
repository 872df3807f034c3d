/**
 * What runs first, before anything is painted, and in every browser there is: it keeps to the language of 2009 and needs
 * nothing that another file has. It brings back the theme that was chosen, makes the policy
 * stricter where it can be, and where the page's modules cannot run it says in a sentence why, and what to do. www/build
 * writes it into the page, as a host that sends scripts wrongly would send this one wrongly too.
 */
(function () {
  'use strict';
  var page = document.documentElement;
  /** As app/platform/theme.js remembers it. */
  var theme = null;
  try {
    theme = localStorage.getItem('censet-lab-theme');
  } catch (_) { /* storage is refused: nothing is remembered */ }
  if (theme === 'light' || theme === 'dark') page.setAttribute('data-theme', theme);

  // In a frame without an origin no worker can be started by its address, so there, and only there, one may be a blob.
  var policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
  if (policy && window.origin !== 'null' && (policy.getAttribute('content') || '').indexOf("worker-src 'self' blob:") >= 0) {
    var stricter = document.createElement('meta');
    stricter.httpEquiv = 'Content-Security-Policy';
    stricter.content = "worker-src 'self'";
    document.head.appendChild(stricter);
  }

  /** After how long the page says more than that it is loading. */
  var PATIENCE_MS = 1500;
  var told = false;

  /** Whether app/main.js is at work: what goes wrong from then on is told there. */
  function begun() {
    return page.hasAttribute('data-begun');
  }

  /**
   * @param {string} status
   * @param {string} sentence
   */
  function show(status, sentence) {
    var line = document.getElementById('status');
    var alert = document.getElementById('alert');
    if (line) line.textContent = status;
    if (alert) alert.textContent = sentence;
  }

  /**
   * Says why the page does not begin, once, as soon as the document is read.
   * @param {string} sentence
   */
  function stop(sentence) {
    if (told || begun()) return;
    told = true;
    whenRead(function () { show('This page could not start.', sentence); });
  }

  /** @param {() => void} work */
  function whenRead(work) {
    if (document.readyState !== 'loading') work();
    else {
      document.addEventListener('readystatechange', function read() {
        document.removeEventListener('readystatechange', read);
        work();
      });
    }
  }

  /** Which browsers the page works in, as it says under "About". */
  function browsers() {
    var place = document.getElementById('browsers');
    return place ? place.textContent : '';
  }

  function tooOld() {
    whenRead(function () { stop('This browser is too old for this page. ' + browsers() + ' Update it, or open the page in another one.'); });
  }

  /** The page's scripts that were asked for. */
  function asked() {
    var here = location.href.replace(/[^/]*([?#].*)?$/, '');
    var all = [];
    var scripts = document.querySelectorAll('script[type="module"][src]');
    for (var i = 0; i < scripts.length; i += 1) all.push(/** @type {HTMLScriptElement} */ (scripts[i]).src);
    var entries = window.performance && performance.getEntriesByType ? performance.getEntriesByType('resource') : [];
    for (var k = 0; k < entries.length; k += 1) {
      var name = entries[k].name;
      if (/\.js$/.test(name) && name.indexOf(here) === 0 && all.indexOf(name) < 0) all.push(name);
    }
    return all;
  }

  /** Asks for the scripts again, to find what is wrong with one of them: the browser tells its console only. */
  function lookCloser() {
    if (location.protocol === 'file:') {
      return stop('This page was opened as a file, and its scripts need a server. Start one with www/serve and open the address that it prints, or open the page that is one file, censet-lab.html.');
    }
    var left = 0;
    var unclear = function () {
      stop('A part of this page could not be loaded. Look whether you are connected, and reload the page; if this stays, whoever runs its server should put all of www/dist there anew.');
    };
    if (!window.fetch) return unclear();
    var addresses = asked();
    for (var i = 0; i < addresses.length; i += 1) {
      left += 1;
      look(addresses[i]);
    }
    /** @param {string} address */
    function look(address) {
      var fine = function () {
        left -= 1;
        if (left === 0) unclear();
      };
      fetch(address).then(function (response) {
        var type = (response.headers.get('content-type') || 'of no type').split(';')[0];
        var name = address.replace(/^.*\/(app|pkg)\//, '$1/');
        if (!response.ok) {
          stop('A part of this page is missing: for ' + name + ' the server answered ' + response.status + '. Reload the page; if this stays, whoever runs its server should put all of www/dist there anew.');
        } else if (!/^(text|application)\/(x-)?(java|ecma)script$/i.test(type)) {
          stop('The server sends ' + name + ' as “' + type + '”, and as that no browser runs it. Whoever runs the server should have it send files that end in .js as text/javascript, and those in .wasm as application/wasm.');
        } else fine();
      }, fine);
    }
  }

  if (!document.addEventListener || !window.addEventListener) return;
  if (!('noModule' in document.createElement('script'))) return tooOld();

  // What fails to load is told to its element only; so this listens on the way there.
  window.addEventListener('error', function (event) {
    if (begun()) return;
    if (event.target instanceof HTMLScriptElement) lookCloser();
    else if (event.target === window) failed(event.message);
  }, true);
  window.addEventListener('unhandledrejection', function (event) {
    if (!begun()) failed(String(event.reason));
  });

  /** @param {string} message what a script threw before the page began */
  function failed(message) {
    // It cannot even be read.
    if (/SyntaxError/.test(message)) tooOld();
    else whenRead(function () { stop('The page could not start: ' + message.replace(/^Uncaught /, '') + '. ' + browsers() + ' Update an older one; else reload the page to try again.'); });
  }

  /**
   * @param {string} before what the status line says if nothing has changed it
   * @param {string} sentence
   */
  function wait(before, sentence) {
    whenRead(function () {
      var line = document.getElementById('status');
      if (line && line.textContent === before) line.textContent = sentence;
    });
  }
  wait('', 'Loading…');
  setTimeout(function () {
    wait('Loading…', 'Still loading. Should nothing come, look whether you are connected and reload the page.');
  }, PATIENCE_MS);
}());
