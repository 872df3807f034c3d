// For browsers that know no modules, and so run nothing else of this page: in the language they know.
var line = document.getElementById('status');
var notice = document.getElementById('alert');
if (line) line.textContent = 'This page could not start.';
if (notice) notice.textContent = 'This browser lacks JavaScript modules, which this page is made of. '
  + 'Chrome and Edge can run it since version 91, Firefox since 114, Safari since 16.4.';
