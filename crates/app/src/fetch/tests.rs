//! Fetching from a small server on this machine, which a test's fetcher may reach and a user's may not.

use super::Fetcher;
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;

/// Serve answers by path until the process ends; gives the server's address.
fn serve(answers: &'static [(&'static str, &'static str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut request = String::new();
            BufReader::new(&stream).read_line(&mut request).unwrap();
            let path = request.split(' ').nth(1).unwrap_or_default();
            let found = answers.iter().find(|(at, _)| *at == path);
            let answer = found.map_or("404 Not Found\r\n\r\n", |(_, answer)| answer);
            let _ = write!(stream, "HTTP/1.1 {}", answer.replacen("\r\n", "\r\nConnection: close\r\n", 1));
        }
    });
    address
}

const PAGES: &[(&str, &str)] = &[
    ("/robots.txt", "200 OK\r\n\r\nUser-agent: *\nDisallow: /staff"),
    ("/news", "200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Talks resume.</p>"),
    ("/old", "301 Moved\r\nLocation: /news#top\r\n\r\n"),
    ("/loop", "302 Found\r\nLocation: /loop\r\n\r\n"),
    ("/out", "302 Found\r\nLocation: file:///etc/hostname\r\n\r\n"),
    ("/staff/a", "200 OK\r\n\r\nsecret"),
    ("/to-staff", "302 Found\r\nLocation: /staff/a\r\n\r\n"),
];

fn code(fetcher: &Fetcher, url: &str) -> String {
    fetcher.fetch(url).map_or_else(|problem| problem.code, |capture| capture.url.unwrap())
}

#[test]
fn a_page_is_captured_with_where_it_was_found() {
    let server = serve(PAGES);
    let fetcher = Fetcher::reaching(|_| true);
    let capture = fetcher.fetch(&format!("{server}/old")).unwrap();
    assert_eq!(capture.bytes, b"<p>Talks resume.</p>");
    assert_eq!(capture.url.as_deref(), Some(format!("{server}/news").as_str()));
    assert_eq!(capture.origin, format!("{server}/old"));
    assert_eq!(capture.form, record::capture::Form::Html);
}

#[test]
fn what_may_not_or_cannot_be_fetched_is_a_problem() {
    let server = serve(PAGES);
    let fetcher = Fetcher::reaching(|_| true);
    for (path, expected) in [
        ("/loop", "redirects"),
        ("/out", "bad-url"),
        ("/staff/a", "robots"),
        ("/to-staff", "robots"),
        ("/nowhere", "http-status"),
    ] {
        assert_eq!(code(&fetcher, &format!("{server}{path}")), expected, "{path}");
    }
}

#[test]
fn a_users_fetcher_reaches_no_private_address() {
    let server = serve(PAGES);
    let port = server.rsplit(':').next().unwrap();
    let fetcher = Fetcher::new();
    for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"] {
        let found = code(&fetcher, &format!("http://{host}:{port}/news"));
        assert_eq!(found, "private-address", "{host}");
    }
}

#[test]
fn a_url_with_a_password_or_another_scheme_is_not_fetched() {
    let fetcher = Fetcher::reaching(|_| false);
    for url in ["ftp://courier.example/a", "file:///etc/hostname", "http://a:b@courier.example/", "http://"] {
        assert_eq!(code(&fetcher, url), "bad-url", "{url}");
    }
}
