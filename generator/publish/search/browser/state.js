/* What a reader looks at, as the address of the page says it, and as a command line that gives the same papers. */

/** Facets in the order of the page: key in the address → its heading. */
export const FACETS = { year: "Year", topic: "Topic", author: "Author", venue: "Venue", has: "Has", award: "Award", list: "In my list",
  source: "Source", lacks: "Lacks" };
export const LIST_MARKS = { starred: "Starred", read: "Read", note: "With a note" };
export const SORTS = { relevance: "Relevance", newest: "Newest", oldest: "Oldest", title: "Title" };
export const RESULTS_PER_PAGE = 20;

/** `?q=owls&topic=rag&topic=-agents&sort=newest&page=2` → `{query, facets: {topic: {any, not}}, sort, page, paper}`. */
export function readState(search) {
  const parameters = new URLSearchParams(search);
  const facets = {};
  for (const facet of Object.keys(FACETS)) {
    const values = parameters.getAll(facet).filter((value) => value && value !== "-");
    facets[facet] = {
      any: values.filter((value) => !value.startsWith("-")),
      not: values.filter((value) => value.startsWith("-")).map((value) => value.slice(1)),
    };
  }
  const sort = parameters.get("sort");
  return {
    query: (parameters.get("q") ?? "").trim(),
    facets,
    sort: sort in SORTS ? sort : "",
    page: Math.max(1, Number.parseInt(parameters.get("page") ?? "1", 10) || 1),
    paper: parameters.get("paper") ?? "",
  };
}

/** What is typed, as the engine takes it: a space at its end ends the word. */
export const asTyped = (text) => text.trimStart().replace(/\s+$/, " ");

/** The address of a state; what is as it would be anyway is left out. */
export function asSearch(state) {
  const parameters = new URLSearchParams();
  if (state.query.trim()) parameters.set("q", state.query.trim());
  for (const [facet, { any, not }] of Object.entries(state.facets)) {
    for (const value of any) parameters.append(facet, value);
    for (const value of not) parameters.append(facet, `-${value}`);
  }
  if (state.sort) parameters.set("sort", state.sort);
  if (state.page > 1) parameters.set("page", state.page);
  if (state.paper) parameters.set("paper", state.paper);
  const text = parameters.toString();
  return text && `?${text}`;
}

/** The state after one more click on a facet's value: chosen → not chosen, and likewise for excluded. */
export function toggled(state, facet, value, side) {
  const other = side === "any" ? "not" : "any";
  const without = (values) => values.filter((one) => one !== value);
  const now = state.facets[facet];
  const there = now[side].includes(value);
  const values = { [side]: there ? without(now[side]) : [...now[side], value], [other]: without(now[other]) };
  return { ...state, page: 1, paper: "", facets: { ...state.facets, [facet]: values } };
}

/** The command that gives these very papers. */
export function asCommand(ids, format = "bibtex") {
  return `paper-catalog export --format ${format} ${ids.map((id) => `--ids ${id}`).join(" ")}`;
}

/** The command for a state that filters can say, or "" where words were searched or something is excluded. */
export function asFilterCommand(state, format = "bibtex") {
  const { topic, year, author, venue, ...rest } = state.facets;
  const several = Object.values(state.facets).some(({ any, not }) => any.length > 1 || not.length);
  if (state.query || several || Object.values(rest).some(({ any }) => any.length)) return "";
  const options = { topic, author, year, venue };
  const said = Object.entries(options).flatMap(([name, { any }]) => any.map((value) => ` --${name} ${value}`));
  return `paper-catalog export --format ${format}${said.join("")}`;
}
