{#- Rendered by MkDocs as one of its static templates, with the settings and the navigation of the catalog. -#}
{%- import "partials/language.html" as lang with context -%}
{%- set features = config.theme.features or [] -%}
{%- set switches = config.theme.palette and config.theme.palette is not mapping -%}
{%- set palette %}{% if switches %}{% include "partials/palette.html" %}{% endif %}{% endset -%}
{%- set header %}{% include "partials/header.html" %}{% endset -%}
{%- set tabs %}{% include "partials/tabs.html" %}{% endset -%}
{%- set menu %}{% include "partials/nav.html" %}{% endset -%}
{%- set footer %}{% include "partials/footer.html" %}{% endset -%}
{%- set footer_links -%}
<nav class="catalog-footer" aria-label="{{ lang.t('footer') }}">
{%- for item in nav.items if item.url %}<a href="{{ item.url | url }}">{{ item.title }}</a>{% endfor -%}
</nav>
{%- endset -%}
/* What all pages of the site share and no reader without scripts needs, once instead of in each of them. It runs in the
   head; a page calls `shell()` where its header wants what only scripts can do, before anything of it is seen. */
(() => {
  const PARTS = {{ {"palette": palette, "header": header, "tabs": tabs, "menu": menu, "footer": footer,
                    "footerLinks": footer_links} | tojson }};
  const CONFIG = {{ {"features": features, "annotate": config.extra.annotate or none, "tags": config.extra.tags or none,
                     "translations": {"clipboard.copy": lang.t("clipboard.copy"),
                                      "clipboard.copied": lang.t("clipboard.copied")}} | tojson }};
  const SKIP = {{ lang.t("action.skip") | tojson }};
  const TOP = {{ (lang.t("top") if "navigation.top" in features else "") | tojson }};
  const file = document.currentScript.src;
  const root = new URL("..", file);
  const find = (selector) => document.querySelector(selector);

  document.documentElement.className = "js";
  try {
    if (localStorage.getItem("paper-catalog:tight")) document.documentElement.classList.add("tight");
  } catch {
    // no storage: lists show their summaries
  }

  /* What Material's script expects of its own page: a store of settings, apart for each site of a host. */
  const key = (scope, name) => `${scope.pathname}.${name}`;
  window.__md_scope = root;
  window.__md_hash = (text) => [...text].reduce((hash, letter) => (hash << 5) - hash + letter.charCodeAt(0), 0);
  window.__md_get = (name, store = localStorage, scope = root) => JSON.parse(store.getItem(key(scope, name)));
  window.__md_set = (name, value, store = localStorage, scope = root) => {
    try {
      store.setItem(key(scope, name), JSON.stringify(value));
    } catch {
      // a full store, or none: the setting lasts as long as the page
    }
  };

  /** The elements of a part, its addresses those of the page: they are written as seen from this file. */
  function made(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const name of ["href", "action", "src"]) {
      for (const element of template.content.querySelectorAll(`[${name}]`)) {
        element.setAttribute(name, new URL(element.getAttribute(name), file));
      }
    }
    return template.content;
  }

  /** The colours that the reader chose, whatever the system prefers. */
  function paint() {
    const color = __md_get("__palette")?.color;
    if (!color) return;
    if (color.media === "(prefers-color-scheme)") {
      const scheme = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
      const input = find(`[data-md-color-media="(prefers-color-scheme: ${scheme})"]`);
      for (const name of ["media", "scheme", "primary", "accent"]) color[name] = input.getAttribute(`data-md-color-${name}`);
    }
    for (const [name, value] of Object.entries(color)) document.body.setAttribute(`data-md-color-${name}`, value);
  }

  /** A light page has only the way home: its header and tabs, with the tab of its folder. */
  function unfold(container) {
    find(".md-header").replaceWith(made(PARTS.header));
    container.prepend(made(PARTS.tabs));
    const folder = location.pathname.slice(root.pathname.length).split("/")[0];
    for (const tab of container.querySelectorAll(".md-tabs a")) {
      tab.parentElement.classList.toggle("md-tabs__item--active", tab.pathname === `${root.pathname}${folder}/index.html`);
    }
  }

  window.shell = () => {
    let place = document.currentScript;
    const light = place.parentElement.matches(".md-container");
    if (light) {
      unfold(place.parentElement);
      place = find(".md-header script");
    }
    place.replaceWith(made(PARTS.palette));
    paint();
    document.addEventListener("readystatechange", () => finish(light), { once: true });
  };

  /** The rest, when the page is there and before Material's script looks at it. */
  function finish(light) {
    const first = light && find("article [id]");
    if (first) find(".md-header").before(made(`<a class="md-skip">${SKIP}</a>`));
    if (first) find(".md-skip").href = `#${first.id}`;
    document.body.prepend(made(
      '<input class="md-toggle" data-md-toggle="drawer" type="checkbox" id="__drawer" autocomplete="off">' +
      '<input class="md-toggle" data-md-toggle="search" type="checkbox" id="__search" autocomplete="off">' +
      '<label class="md-overlay" for="__drawer"></label>'));
    if (!find(".md-sidebar--primary")) {
      find(".md-main__inner").prepend(made(
        '<div class="md-sidebar md-sidebar--primary" data-md-component="sidebar" data-md-type="navigation" hidden></div>'));
    }
    find(".md-sidebar--primary").append(made(
      `<div class="md-sidebar__scrollwrap"><div class="md-sidebar__inner">${PARTS.menu}</div></div>`));
    if (TOP) find(".md-main").append(made(`<button type="button" class="md-top md-icon" data-md-component="top" hidden> ${TOP}</button>`));
    if (light) find(".md-container").append(made(PARTS.footer));
    find(".md-footer-meta__inner")?.append(made(PARTS.footerLinks));
    document.body.append(made(
      '<div class="md-dialog" data-md-component="dialog"><div class="md-dialog__inner md-typeset"></div></div>' +
      '<script id="__config" type="application/json"></' + "script>"));
    find("#__config").textContent = JSON.stringify({ ...CONFIG, base: root.href });
    // Material's script takes each of these for a translation, and asks for a sitemap beside it. With a space behind it
    // the word means the same, and is not found.
    for (const link of document.querySelectorAll("link[rel=alternate]")) link.rel += " ";
  }
})();
