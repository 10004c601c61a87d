//! Addresses: each answers as a page, and with `.json` as data.

use crate::assets;
use crate::behind::{AtWork, linked};
use crate::layout::{self, Door, Frame};
use crate::{events, ledger, lists, report};
use app::{Error, Known, Record};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, REFRESH, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What every route works with.
pub(crate) struct Desk {
    /// The record.
    pub(crate) record: Record,
    /// What packs know of outlets, actors and talks.
    pub(crate) known: Known,
    /// Whether what linking makes is being brought up to date.
    pub(crate) at_work: AtWork,
}

type At = State<Arc<Desk>>;

/// Every address of the site.
pub(crate) fn routes(desk: Arc<Desk>) -> Router {
    let both = |router: Router<Arc<Desk>>, path: &str, handler: axum::routing::MethodRouter<Arc<Desk>>| {
        router.route(path, handler.clone()).route(&format!("{path}.json"), handler)
    };
    let router = Router::new().route("/", get(front)).route("/index.json", get(front));
    let router = both(router, "/search", get(search));
    let router = both(router, "/actors", get(actors));
    let router = both(router, "/places", get(places));
    let router = both(router, "/outlets", get(outlets));
    let router = both(router, "/events", get(all_events));
    let router = both(router, "/ledger", get(the_ledger));
    router
        .route("/report/{id}", get(one_report))
        .route("/actors/{id}", get(one_actor))
        .route("/places/{id}", get(one_place))
        .route("/outlets/{id}", get(one_outlet))
        .route("/event/{id}", get(one_event))
        .route("/commitment/{id}", get(one_commitment))
        .route("/process/{id}", get(one_process))
        .route("/assets/{*path}", get(asset))
        .fallback(async |uri: Uri| not_found(&uri, "There is no such page."))
        .with_state(desk)
}

/// How an answer was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Page,
    Json,
}

impl Form {
    fn of(uri: &Uri) -> Form {
        if uri.path().ends_with(".json") { Form::Json } else { Form::Page }
    }
}

/// What a page is, beside its value.
struct Shown {
    title: String,
    door: Door,
    json: String,
    body: Markup,
}

/// Send a value as asked for: as data, or as the page that `show` makes of it.
fn send<T: Serialize>(
    desk: &Desk,
    uri: &Uri,
    value: Result<T, Error>,
    show: impl FnOnce(&T) -> Shown,
) -> Response {
    let value = match value {
        Ok(value) => value,
        Err(error) => return trouble(uri, &error),
    };
    match Form::of(uri) {
        Form::Json => match as_data(desk, &value) {
            Ok(bytes) => ([(CONTENT_TYPE, "application/json")], bytes).into_response(),
            Err(why) => trouble(uri, &why),
        },
        Form::Page => {
            let shown = show(&value);
            let query =
                Query::<Asked>::try_from_uri(uri).ok().and_then(|asked| asked.0.q).unwrap_or_default();
            let frame =
                Frame { title: &shown.title, door: shown.door, json: Some(shown.json), query: &query };
            Html(layout::page(&frame, &shown.body).into_string()).into_response()
        }
    }
}

/// A value as data, every span with its text.
fn as_data<T: Serialize>(desk: &Desk, value: &T) -> Result<Vec<u8>, String> {
    let mut data = serde_json::to_value(value).map_err(|error| error.to_string())?;
    desk.record.cite(&mut data).map_err(|error| error.to_string())?;
    serde_json::to_vec(&data).map_err(|error| error.to_string())
}

/// Send one thing by its id, or say that there is none.
fn send_one<T: Serialize>(
    desk: &Desk,
    uri: &Uri,
    id: &str,
    find: impl Fn(&str) -> Result<Option<T>, Error>,
    show: impl FnOnce(&T) -> Shown,
) -> Response {
    // An id may itself end in `.json`: the whole is tried first.
    match find(id) {
        Ok(Some(value)) => send_page_or(desk, uri, id, value, show),
        Ok(None) => match id.strip_suffix(".json").map(find) {
            Some(Ok(Some(value))) => send(desk, uri, Ok(value), show),
            Some(Err(error)) => trouble(uri, &error),
            Some(Ok(None)) | None => not_found(uri, "The record has nothing with this id."),
        },
        Err(error) => trouble(uri, &error),
    }
}

/// The whole id was found: what is asked for is its page, even where the id ends in `.json`.
fn send_page_or<T: Serialize>(
    desk: &Desk,
    uri: &Uri,
    id: &str,
    value: T,
    show: impl FnOnce(&T) -> Shown,
) -> Response {
    if id.ends_with(".json") {
        return send(desk, &Uri::from_static("/"), Ok(value), show);
    }
    send(desk, uri, Ok(value), show)
}

fn not_found(uri: &Uri, why: &str) -> Response {
    let more = html! { p { a href="/" { "Latest reports" } " · " a href="/search" { "Search" } } };
    failed(uri, StatusCode::NOT_FOUND, ("Not here", why), &more)
}

fn trouble(uri: &Uri, error: &dyn std::fmt::Display) -> Response {
    let words = ("The record could not be read", &*error.to_string());
    failed(uri, StatusCode::INTERNAL_SERVER_ERROR, words, &html! {})
}

/// What linking makes is not ready yet; the page asks again by itself.
fn busy(uri: &Uri) -> Response {
    let why = "What the reports tell together is being put together. This page asks again in a few seconds.";
    let more = html! { p { a href="/" { "Latest reports" } } };
    let mut response = failed(uri, StatusCode::SERVICE_UNAVAILABLE, ("A moment", why), &more);
    response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
    response.headers_mut().insert(REFRESH, HeaderValue::from_static("5"));
    response
}

/// What is wrong, in the form that was asked for.
fn failed(uri: &Uri, status: StatusCode, (title, why): (&str, &str), more: &Markup) -> Response {
    if Form::of(uri) == Form::Json {
        let words = serde_json::json!({ "error": why }).to_string();
        return (status, [(CONTENT_TYPE, "application/json")], words).into_response();
    }
    let body = html! { h1 { (title) } p { (why) } (more) };
    let frame = Frame { title, door: Door::Elsewhere, json: None, query: "" };
    (status, Html(layout::page(&frame, &body).into_string())).into_response()
}

#[derive(Debug, Deserialize)]
struct Asked {
    topic: Option<String>,
    page: Option<u32>,
    q: Option<String>,
}

async fn front(desk: At, uri: Uri, Query(asked): Query<Asked>) -> Response {
    send(&desk, &uri, desk.record.latest(asked.topic.as_deref(), asked.page.unwrap_or(1)), |latest| Shown {
        title: latest.topic.clone().unwrap_or_else(|| "Latest reports".to_owned()),
        door: Door::Reports,
        json: with_query("/index.json", &uri),
        body: lists::front(latest),
    })
}

async fn search(desk: At, uri: Uri, Query(asked): Query<Asked>) -> Response {
    let query = asked.q.unwrap_or_default();
    send(&desk, &uri, desk.record.search(&query, asked.page.unwrap_or(1)), |found| Shown {
        title: format!("Search: {query}"),
        door: Door::Elsewhere,
        json: with_query("/search.json", &uri),
        body: lists::found(found),
    })
}

fn with_query(path: &str, uri: &Uri) -> String {
    uri.query().map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"))
}

async fn one_report(desk: At, uri: Uri, Path(id): Path<String>) -> Response {
    let linked = linked(&desk).await;
    send_one(
        &desk,
        &uri,
        &id,
        |id| match linked {
            true => desk.record.report_page(&desk.known, id),
            false => desk.record.report_alone(id),
        },
        |found| Shown {
            title: found.report.headline.clone().unwrap_or_else(|| "A report without a headline".to_owned()),
            door: Door::Reports,
            json: format!("{}.json", lists::report_link(&found.report.id.0)),
            body: report::body(found, &desk.known),
        },
    )
}

async fn actors(desk: At, uri: Uri) -> Response {
    const LEAD: &str =
        "Everybody a claim or a statement names, with how often. Those no pack knows keep their own words.";
    send(&desk, &uri, desk.record.actors(), |rows| Shown {
        title: "Actors".to_owned(),
        door: Door::Actors,
        json: "/actors.json".to_owned(),
        body: lists::counted("Actors", LEAD, "/actors", rows),
    })
}

async fn one_actor(desk: At, uri: Uri, Path(id): Path<String>) -> Response {
    send_one(
        &desk,
        &uri,
        &id,
        |id| desk.record.actor(id),
        |found| Shown {
            title: found.actor.name.clone(),
            door: Door::Actors,
            json: format!("/actors/{}.json", lists::escaped(&id)),
            body: lists::actor(found),
        },
    )
}

async fn places(desk: At, uri: Uri) -> Response {
    const LEAD: &str = "Where things are said to have happened, no finer than a town.";
    send(&desk, &uri, desk.record.places(), |rows| Shown {
        title: "Places".to_owned(),
        door: Door::Places,
        json: "/places.json".to_owned(),
        body: lists::counted("Places", LEAD, "/places", rows),
    })
}

async fn one_place(desk: At, uri: Uri, Path(id): Path<String>) -> Response {
    send_one(
        &desk,
        &uri,
        &id,
        |id| desk.record.place(id),
        |found| Shown {
            title: found.place.name.clone(),
            door: Door::Places,
            json: format!("/places/{}.json", lists::escaped(&id)),
            body: lists::place(found),
        },
    )
}

async fn outlets(desk: At, uri: Uri) -> Response {
    send(&desk, &uri, desk.record.outlets(), |rows| Shown {
        title: "Outlets".to_owned(),
        door: Door::Outlets,
        json: "/outlets.json".to_owned(),
        body: lists::outlets(rows),
    })
}

async fn one_outlet(desk: At, uri: Uri, Path(id): Path<String>) -> Response {
    send_one(
        &desk,
        &uri,
        &id,
        |id| desk.record.outlet(id),
        |found| Shown {
            title: found.outlet.name.clone(),
            door: Door::Outlets,
            json: format!("/outlets/{}.json", lists::escaped(&id)),
            body: lists::outlet(found),
        },
    )
}

async fn all_events(desk: At, uri: Uri, Query(asked): Query<Asked>) -> Response {
    if !linked(&desk).await {
        return busy(&uri);
    }
    let page = desk.record.events(&desk.known, asked.page.unwrap_or(1), events::PAGE);
    send(&desk, &uri, page, |page| Shown {
        title: "Events".to_owned(),
        door: Door::Events,
        json: with_query("/events.json", &uri),
        body: events::list(page),
    })
}

async fn one_event(desk: At, uri: Uri, Path(id): Path<String>) -> Response {
    if !linked(&desk).await {
        return busy(&uri);
    }
    let find = |id: &str| {
        let event = desk.record.event(&desk.known, id)?;
        event.map(|event| desk.record.with_told_too(&desk.known, event)).transpose()
    };
    send_one(&desk, &uri, &id, find, |found| Shown {
        title: found.headline.clone().unwrap_or_else(|| "An event".to_owned()),
        door: Door::Events,
        json: format!("/event/{}.json", lists::escaped(&found.id.0)),
        body: events::body(found, &desk.known),
    })
}

async fn the_ledger(desk: At, uri: Uri, Query(asked): Query<Asked>) -> Response {
    if !linked(&desk).await {
        return busy(&uri);
    }
    let ledger = ledger::Ledger::of(&desk.record, &desk.known, asked.page.unwrap_or(1));
    send(&desk, &uri, ledger, |ledger| Shown {
        title: "The ledger".to_owned(),
        door: Door::Ledger,
        json: with_query("/ledger.json", &uri),
        body: ledger::list(ledger),
    })
}

async fn one_commitment(desk: At, uri: Uri, Path(id): Path<String>) -> Response {
    if !linked(&desk).await {
        return busy(&uri);
    }
    let find = |id: &str| desk.record.commitment(&desk.known, id);
    send_one(&desk, &uri, &id, find, |found| Shown {
        title: found.state.clone(),
        door: Door::Ledger,
        json: format!("/commitment/{}.json", lists::escaped(&found.id.0)),
        body: ledger::body(found),
    })
}

async fn one_process(desk: At, uri: Uri, Path(id): Path<String>, Query(asked): Query<Asked>) -> Response {
    if !linked(&desk).await {
        return busy(&uri);
    }
    let find = |id: &str| ledger::Ledger::under(&desk.record, &desk.known, id, asked.page.unwrap_or(1));
    send_one(&desk, &uri, &id, find, |found| Shown {
        title: found
            .sections
            .iter()
            .filter_map(|one| one.process.as_ref())
            .map(|one| one.name.as_str())
            .collect(),
        door: Door::Ledger,
        json: format!("/process/{}.json", lists::escaped(&id)),
        body: ledger::process(found),
    })
}

async fn asset(Path(path): Path<String>) -> Response {
    match assets::asset(&path) {
        Some((media, bytes)) => {
            ([(CONTENT_TYPE, media), (CACHE_CONTROL, "max-age=3600")], bytes).into_response()
        }
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
