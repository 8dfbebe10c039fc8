/* A page that has moved, with what stands behind its address: the query and the fragment. */

{
  const to = new URL(document.currentScript.dataset.to, location);
  location.replace(to.href + location.search + location.hash);
}
