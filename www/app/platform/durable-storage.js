/**
 * What the page stores may be thrown away by the browser when disk space is short, or, in Safari, when nobody has come for a
 * week. It is asked not to, once a visit, when something is stored that took long to make: Firefox then asks the visitor.
 */

let asked = false;

export async function keepForGood() {
  if (asked) return;
  asked = true;
  try {
    if (!(await navigator.storage.persisted())) await navigator.storage.persist();
  } catch {
    // There is nothing of the kind here, a page not served securely for example: then it is kept as before.
  }
}
