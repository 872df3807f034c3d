/**
 * Mail programs and editors write the `#` of a link as `%23` or lose it: a host then looks for a file of that name, and finds
 * none. Goes to the page with what stands behind it, which is the experiment. It keeps to the language of 2009, as start.js does.
 */
(function () {
  'use strict';
  // The folder of the page is what stands before. The origin is written too: a path may begin with two slashes.
  var parts = /^(.*?\/)(?:index\.html)?%(?:25)*23(.*)$/i.exec(location.pathname) ||
    /^(.*?\/)(v=\d+(?:&.*)?)$/.exec(location.pathname);
  if (!parts) return;
  // What others hang on an address as its query, the experiment's reader knows among its keys.
  var asked = location.search.replace('?', '&');
  location.replace(location.protocol + '//' + location.host + parts[1] + '#' + parts[2] + asked);
}());
