//! The only network: one page over http or https, within limits, never from a private address.

mod guard;
mod robots;

use crate::clock::now;
use crate::input::{LARGEST, Opened, problem};
use guard::Guarded;
use record::Capture;
use record::capture::Form;
use std::collections::BTreeMap;
use std::io::Read;
use std::net::IpAddr;
use std::sync::Mutex;
use std::time::Duration;
use ureq::http::Response;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// How Daftari names itself to servers and to robots.txt.
const NAME: &str = concat!("daftari/", env!("CARGO_PKG_VERSION"));
/// Redirects followed before giving up.
const HOPS: u32 = 5;
/// A whole request may take this long.
const PATIENCE: Duration = Duration::from_secs(30);
/// RFC 9309 asks for at least 500 KiB of robots.txt.
const ROBOTS_LARGEST: u64 = 512 << 10;

/// Fetches pages; remembers each host's robots.txt.
pub(crate) struct Fetcher {
    agent: Agent,
    robots: Mutex<BTreeMap<String, robots::Rules>>,
}

/// Why a page was not fetched: code and message.
type Refused = (&'static str, String);

impl Fetcher {
    /// A fetcher that reaches public addresses only.
    pub(crate) fn new() -> Fetcher {
        Fetcher::reaching(guard::is_public)
    }

    /// A fetcher that reaches the addresses `may` allows.
    fn reaching(may: fn(IpAddr) -> bool) -> Fetcher {
        let config = Agent::config_builder()
            .user_agent(NAME)
            .timeout_global(Some(PATIENCE))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // A proxy would look names up where the guard cannot see.
            .proxy(None)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), Guarded::new(may));
        Fetcher { agent, robots: Mutex::new(BTreeMap::new()) }
    }

    /// Fetch one page.
    pub(crate) fn fetch(&self, url: &str) -> Opened {
        self.follow(url).map_err(|(code, message)| problem(url, code, message))
    }

    /// Follow redirects, each hop checked like the first.
    fn follow(&self, asked: &str) -> Result<Capture, Refused> {
        let mut url = checked(asked)?;
        for _ in 0..=HOPS {
            if !self.robots_allow(&url)? {
                return Err(("robots", format!("The robots.txt of {} asks not to fetch it.", host(&url))));
            }
            let response = self.get(&url)?;
            let status = response.status();
            match location(&response, &url)? {
                Some(next) => url = next,
                None if status.is_success() => return capture(response, asked, &url),
                None => return Err(("http-status", format!("The server answered {status}."))),
            }
        }
        Err(("redirects", format!("It redirects more than {HOPS} times.")))
    }

    fn get(&self, url: &Url) -> Result<Response<Body>, Refused> {
        self.agent.get(url.as_str()).call().map_err(|error| refused(&error))
    }

    fn robots_allow(&self, url: &Url) -> Result<bool, Refused> {
        let origin = url.origin().ascii_serialization();
        let known = self.robots.lock().ok().and_then(|known| known.get(&origin).cloned());
        let rules = match known {
            Some(rules) => rules,
            None => {
                let rules = self.fetch_robots(url)?;
                if let Ok(mut known) = self.robots.lock() {
                    known.insert(origin, rules.clone());
                }
                rules
            }
        };
        Ok(rules.allow(&url[url::Position::BeforePath..url::Position::AfterQuery]))
    }

    /// RFC 9309: none there (4xx) allows all, a failing server (5xx) allows nothing.
    fn fetch_robots(&self, url: &Url) -> Result<robots::Rules, Refused> {
        let mut at =
            url.join("/robots.txt").map_err(|error| ("bad-url", format!("It is not a URL: {error}.")))?;
        for _ in 0..=HOPS {
            let response = self.get(&at)?;
            if let Some(next) = location(&response, &at)? {
                at = next;
                continue;
            }
            if response.status().is_server_error() {
                return Ok(robots::Rules::nothing_allowed());
            }
            if !response.status().is_success() {
                return Ok(robots::Rules::default());
            }
            let mut text = Vec::new();
            let reader = response.into_body().into_reader();
            let read = reader.take(ROBOTS_LARGEST).read_to_end(&mut text);
            return match read {
                Ok(_) => Ok(robots::Rules::of(&String::from_utf8_lossy(&text), "daftari")),
                Err(error) => Err(("network", format!("Its robots.txt broke off: {error}."))),
            };
        }
        Ok(robots::Rules::default())
    }
}

/// An http or https URL, without a password in it.
fn checked(url: &str) -> Result<Url, Refused> {
    let mut url = Url::parse(url).map_err(|error| ("bad-url", format!("It is not a URL: {error}.")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(("bad-url", format!("Only http and https are fetched, not {}.", url.scheme())));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(("bad-url", "It holds a user name or password.".to_owned()));
    }
    url.set_fragment(None);
    Ok(url)
}

fn host(url: &Url) -> &str {
    url.host_str().unwrap_or_default()
}

/// Where a redirect leads.
fn location(response: &Response<Body>, from: &Url) -> Result<Option<Url>, Refused> {
    if !response.status().is_redirection() {
        return Ok(None);
    }
    let Some(to) = response.headers().get("location").and_then(|to| to.to_str().ok()) else {
        return Ok(None);
    };
    let joined = from.join(to).map_err(|error| ("bad-url", format!("It redirects to no URL: {error}.")))?;
    checked(joined.as_str()).map(Some)
}

fn capture(response: Response<Body>, asked: &str, url: &Url) -> Result<Capture, Refused> {
    let media_type =
        response.headers().get("content-type").and_then(|kind| kind.to_str().ok()).map(str::to_owned);
    let mut bytes = Vec::new();
    let reader = response.into_body().into_reader();
    reader
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| ("network", format!("It broke off: {error}.")))?;
    if bytes.len() as u64 > LARGEST {
        return Err(("too-large", format!("It is larger than {} MiB.", LARGEST >> 20)));
    }
    let mut capture = Capture::new(bytes, asked, now());
    capture.url = Some(url.to_string());
    let kind = media_type.as_deref().unwrap_or_default();
    capture.form = match kind.split(';').next().unwrap_or_default().trim() {
        "text/html" | "application/xhtml+xml" => Form::Html,
        "text/plain" => Form::Text,
        _ => Form::Unknown,
    };
    capture.media_type = media_type;
    Ok(capture)
}

fn refused(error: &ureq::Error) -> Refused {
    if guard::is_refusal(error) {
        return ("private-address", "It leads to a private, loopback or link-local address.".to_owned());
    }
    match error {
        ureq::Error::Timeout(_) => {
            ("timeout", format!("It took longer than {} seconds.", PATIENCE.as_secs()))
        }
        ureq::Error::HostNotFound => ("network", "Its host is not known.".to_owned()),
        other => ("network", format!("It could not be fetched: {other}.")),
    }
}

#[cfg(test)]
mod tests;
