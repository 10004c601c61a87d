//! What a page says about its report outside the text: headline, date, authors, outlet, topics, tags, address.

use super::content;
use super::data::{self, Data};
use super::tree::{Id, Tree};
use crate::dates::{self, Order};
use crate::draft::{Draft, add_name};
use crate::lexicon::{self, Chrome};
use crate::{clean, note};
use record::date::{DatePrecision, Published};

/// A parsed page with all that describes it.
pub(super) struct Page<'p> {
    pub(super) tree: &'p Tree,
    pub(super) data: &'p Data,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    /// The element of the headline, once it is known.
    pub(super) headline: Option<Id>,
    /// For each element whether it stands outside menus, cards and the like.
    pub(super) outside: Vec<bool>,
}

impl Page<'_> {
    /// The content of the first `<meta>` with one of these names, in the order of the names.
    pub(super) fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.metas(name).next())
    }

    fn metas<'p>(&'p self, name: &'p str) -> impl Iterator<Item = String> + 'p {
        self.tree.named("meta").filter_map(move |id| {
            let said =
                ["property", "name", "itemprop"].iter().filter_map(|kind| self.tree.attribute(id, kind));
            let mut said = said.flat_map(str::split_whitespace);
            said.any(|said| said.eq_ignore_ascii_case(name)).then_some(())?;
            self.tree.attribute(id, "content").map(clean::line).filter(|content| !content.is_empty())
        })
    }

    fn order(&self) -> Order {
        Order::of(self.language.as_deref())
    }
}

/// Puts all that is found into the draft.
pub(super) fn read(page: &Page<'_>, draft: &mut Draft) {
    draft.language = page.language.clone();
    draft.url = page.url.clone();
    draft.outlet = outlet(page);
    draft.published = published(page, draft);
    authors(page, draft);
    topics(page, draft);
    tags(page, draft);
}

/// Canonical address, else the one the page gives to networks.
pub(super) fn url(tree: &Tree) -> Option<String> {
    let canonical = tree
        .named("link")
        .find(|id| tree.attribute(*id, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")));
    let shared = || {
        tree.named("meta")
            .find(|id| tree.attribute(*id, "property") == Some("og:url"))
            .map(|id| (id, "content"))
    };
    let (id, name) = canonical.map(|id| (id, "href")).or_else(shared)?;
    let url = tree.attribute(id, name)?.trim();
    (url.starts_with("http://") || url.starts_with("https://")).then(|| url.to_owned())
}

/// The language the page declares.
pub(super) fn language(tree: &Tree) -> Option<String> {
    let of_page = tree.named("html").find_map(|id| tree.attribute(id, "lang"));
    let of_meta = || {
        tree.named("meta").find_map(|id| {
            let name = tree.attribute(id, "property").or_else(|| tree.attribute(id, "name"))?;
            ["og:locale", "language", "content-language"]
                .contains(&name)
                .then(|| tree.attribute(id, "content"))?
        })
    };
    of_page.filter(|tag| !tag.trim().is_empty()).or_else(of_meta).map(|tag| tag.trim().to_owned())
}

fn outlet(page: &Page<'_>) -> Option<String> {
    let publisher =
        || page.data.report().and_then(|report| data::names(report, "publisher").into_iter().next());
    let named = page.meta(&["og:site_name"]).or_else(publisher);
    let organisation =
        || page.data.of_type("NewsMediaOrganization").and_then(|object| data::text(object, "name"));
    named
        .or_else(organisation)
        .or_else(|| page.meta(&["application-name"]))
        .filter(|name| name.chars().count() < 80)
}

/// Names of `<meta>` that give the date of publication, the surest first.
const DATE_METAS: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publication_date",
    "publish-date",
    "publish_date",
    "pubdate",
    "publishdate",
    "parsely-pub-date",
    "sailthru.date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.created",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "article_date_original",
    "displaydate",
    "date",
    "article:post_date",
    "rnews:datepublished",
    "citation_publication_date",
    "timestamp",
];

fn published(page: &Page<'_>, draft: &mut Draft) -> Option<Published> {
    let order = page.order();
    let from = |text: &str, basis: &str| {
        dates::find(text, order).map(|found| Dated { text: text.to_owned(), found, basis: basis.to_owned() })
    };
    let of_data = |names: &[&str]| {
        let told = page.data.page()?;
        names.iter().find_map(|name| from(&data::text(told, name)?, "json-ld"))
    };
    let of_metas =
        || DATE_METAS.iter().flat_map(|name| page.metas(name)).filter_map(|text| from(&text, "meta"));
    let found = of_data(&["datePublished", "dateCreated"]).or_else(|| of_metas().next());
    let in_url = || page.url.as_deref().and_then(super::date_in_url);
    let found = found.or_else(|| of_times(page, &from));
    let shown = || if in_url().is_some() { None } else { of_places(page, &from) };
    let Some(found) = found.or_else(shown) else {
        return in_url().or_else(|| of_data(&["dateModified"]).map(Dated::published));
    };
    if found.is_universal() {
        let metas = of_metas().filter(|other| !other.is_universal()).map(Dated::published);
        let local = in_url().into_iter().chain(metas);
        let mut near = local.filter(|other| {
            let days = (other.date - found.found.date).get_days();
            other.precision == DatePrecision::Day && days.abs() <= 1
        });
        return near.next().or_else(|| Some(found.published()));
    }
    if found.found.ambiguous {
        let message = format!("In `{}` day and month could be the other way round.", found.text);
        draft.notes.push(note::doubt(note::DATE_AMBIGUOUS, message));
    }
    Some(found.published())
}

/// A date with the words it stands in.
struct Dated {
    text: String,
    found: dates::Written,
    basis: String,
}

impl Dated {
    fn published(self) -> Published {
        Published { date: self.found.date, precision: self.found.precision, basis: self.basis }
    }

    /// Whether it is a moment in universal time: its day need not be the outlet's day.
    fn is_universal(&self) -> bool {
        let text = self.text.trim();
        text.contains('T') && (text.ends_with('Z') || text.ends_with("+00:00") || text.ends_with("+0000"))
    }
}

/// The date among the elements marked for it: by name, then `<time>`.
fn of_times(page: &Page<'_>, from: &dyn Fn(&str, &str) -> Option<Dated>) -> Option<Dated> {
    let tree = page.tree;
    let stated = |id: Id| {
        let attribute = tree.attribute(id, "datetime").or_else(|| tree.attribute(id, "content"));
        attribute.and_then(|text| from(text, "time")).or_else(|| from(&tree.words(id), "time"))
    };
    let all = || (0..tree.elements.len()).filter(|id| tree.name(*id) != "meta");
    let is_marked =
        |id: &Id| tree.attribute(*id, "itemprop").is_some_and(|name| name.contains("datePublished"));
    let times = || all().filter(|id| tree.name(*id) == "time" && page.outside[*id]);
    let first = || times().filter(|id| tree.attribute(*id, "pubdate").is_some()).find_map(stated);
    all().filter(is_marked).find_map(stated).or_else(first).or_else(|| times().find_map(stated))
}

/// The date in the words shown: in a place whose class speaks of dates, then a line that is a date, then a short line
/// under the headline that holds one. An address that holds a day is surer than these.
fn of_places(page: &Page<'_>, from: &dyn Fn(&str, &str) -> Option<Dated>) -> Option<Dated> {
    let tree = page.tree;
    let hinted =
        (0..tree.elements.len()).filter(|id| page.outside[*id] && content::is_marked(tree, *id, "date"));
    let short = hinted.filter(|id| tree.name(*id) != "meta").filter_map(|id| tree.line(id));
    let found = short.filter(|words| words.len() < 200).find_map(|words| from(&words, "visible"));
    found.or_else(|| visible(page, from)).or_else(|| under_headline(page, from))
}

/// How many elements after the headline a date may stand.
const NEAR: usize = 60;

/// A day in a short line soon after the headline, such as "Written by A. Writer on 6 June 2025".
fn under_headline(page: &Page<'_>, from: &dyn Fn(&str, &str) -> Option<Dated>) -> Option<Dated> {
    let tree = page.tree;
    let start = page.headline? + 1;
    let near =
        (start..tree.elements.len()).take(NEAR).filter(|id| !matches!(tree.name(*id), "p" | "h2" | "h3"));
    let near = near.filter(|id| !content::is_caption(tree, *id));
    let lines =
        near.filter_map(|id| tree.line(id)).filter(|words| words.len() < 120 && !clean::ends_sentence(words));
    lines
        .filter_map(|words| from(&words, "visible"))
        .find(|dated| dated.found.precision == DatePrecision::Day)
}

/// The first line outside the menus that is a date and nothing else, or says that it is one: "Posted 2031-03-24 in News".
fn visible(page: &Page<'_>, from: &dyn Fn(&str, &str) -> Option<Dated>) -> Option<Dated> {
    let tree = page.tree;
    let shown = (0..tree.elements.len()).filter(|id| page.outside[*id] && !content::is_elsewhere(tree, *id));
    let mut lines = shown.filter_map(|id| tree.line(id)).filter(|line| line.len() < 100);
    lines.find(|line| dates::is_date_line(line, page.order())).and_then(|line| from(&line, "visible"))
}

fn authors(page: &Page<'_>, draft: &mut Draft) {
    let of_data = page.data.report().map(|report| data::names(report, "author")).unwrap_or_default();
    let of_meta = ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"];
    let of_meta = || of_meta.iter().find_map(|name| page.metas(name).next());
    let tree = page.tree;
    let marked = || {
        (0..tree.elements.len()).filter(|id| {
            tree.attribute(*id, "rel") == Some("author") || tree.attribute(*id, "itemprop") == Some("author")
        })
    };
    let bylines = || {
        (0..tree.elements.len())
            .filter(|id| page.outside[*id] && tree.hinted(*id, &["byline", "author", "authors"]))
    };
    let mut found = of_data;
    if found.is_empty() {
        found.extend(of_meta());
    }
    if found.is_empty() {
        found.extend(marked().filter_map(|id| tree.line(id)).find(|words| is_name(words)));
    }
    if found.is_empty() {
        found.extend(bylines().filter_map(|id| tree.line(id)).find(|words| is_name(words)));
    }
    for name in found {
        let name = lexicon::after_label(&name, Chrome::Byline).unwrap_or(&name).to_owned();
        if is_name(&name) {
            add_name(&mut draft.authors, &name);
        }
    }
}

fn is_name(words: &str) -> bool {
    let length = words.chars().count();
    (2..=80).contains(&length) && !words.contains("://") && !words.contains('@') && clean::words(words) <= 10
}

fn topics(page: &Page<'_>, draft: &mut Draft) {
    let of_data = page.data.report().map(|report| data::names(report, "articleSection")).unwrap_or_default();
    let section = page.metas("article:section").chain(page.metas("og:article:section"));
    for topic in section.chain(of_data).collect::<Vec<_>>() {
        add_name(&mut draft.topics, &topic);
    }
    let tree = page.tree;
    let crumbs = (0..tree.elements.len()).find(|id| tree.hinted(*id, &["breadcrumb", "breadcrumbs"]));
    let links = crumbs.into_iter().flat_map(|id| tree.within(id)).filter(|id| tree.name(*id) == "x-link");
    let crumbs: Vec<String> =
        links.map(|id| tree.words(id)).filter(|words| clean::words(words) <= 6).collect();
    for crumb in crumbs.iter().filter(|crumb| lexicon::furniture(crumb).is_none()) {
        let is_self =
            draft.headline.as_deref().is_some_and(|headline| clean::plain(headline) == clean::plain(crumb));
        if !is_self {
            add_name(&mut draft.topics, crumb);
        }
    }
}

/// More keywords than this are written for search engines.
const MOST_KEYWORDS: usize = 15;

fn tags(page: &Page<'_>, draft: &mut Draft) {
    let tree = page.tree;
    let linked = tree.named("x-link").filter(|id| {
        let rel = tree.attribute(*id, "rel").unwrap_or_default();
        rel.split_whitespace().any(|rel| rel.eq_ignore_ascii_case("tag"))
    });
    let outside = |id: &Id| {
        !tree.ancestors(*id).any(|up| super::content::is_elsewhere(tree, up) && !is_tag_list(tree, up))
    };
    let mut found: Vec<String> = page.metas("article:tag").chain(page.metas("og:article:tag")).collect();
    found.extend(linked.filter(outside).map(|id| tree.words(id)));
    if found.is_empty() {
        let listed = page.meta(&["news_keywords", "keywords"]).unwrap_or_default();
        let of_data = page.data.report().map(|report| data::names(report, "keywords")).unwrap_or_default();
        found = if of_data.is_empty() { vec![listed] } else { of_data };
    }
    let split: Vec<String> = found.iter().flat_map(|tags| tags.split([',', ';'])).map(clean::line).collect();
    let short = split.iter().filter(|tag| !tag.is_empty() && clean::words(tag) <= 6);
    for tag in short.take(MOST_KEYWORDS) {
        add_name(&mut draft.tags, tag.trim_start_matches('#'));
    }
}

fn is_tag_list(tree: &Tree, id: Id) -> bool {
    tree.hinted(id, &["tag", "tags", "footer", "meta", "entry"])
}
