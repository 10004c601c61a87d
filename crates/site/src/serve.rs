//! The server: loopback only, strict headers, one connection to the record a request.

use crate::behind;
use crate::routes::{self, Desk};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HOST, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Serving {
    /// The record file.
    pub file: PathBuf,
    /// The day to look at the record as of.
    pub as_of: app::AsOf,
    /// Folders of packs beside the built-in ones: who owns which outlet, which talks there are.
    pub packs: Vec<PathBuf>,
    /// The port on the loopback address; 0 lets the system choose. None: the usual one, another where it is taken.
    pub port: Option<u16>,
}

/// Where the site stands unless another place is asked for.
const USUAL_PORT: u16 = 4040;

/// Serve until interrupted.
///
/// `ready` is told the address once the site answers.
///
/// # Errors
/// Where the record cannot be opened or the port cannot be had.
pub fn serve(serving: &Serving, ready: impl FnOnce(&str)) -> Result<(), ServeError> {
    let record = app::Record::open(&serving.file, serving.as_of).map_err(ServeError::Record)?;
    let known = app::known(&serving.packs).map_err(ServeError::Record)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_io()
        .enable_time()
        .build()
        .map_err(ServeError::Start)?;
    runtime.block_on(async {
        let listener = listener(serving.port).await?;
        let address = listener.local_addr().map_err(ServeError::Start)?;
        ready(&format!("http://{address}/"));
        let desk = Arc::new(Desk { record, known, at_work: behind::AtWork::default() });
        // What linking makes is brought up to date before the first look asks for it, where it can be.
        if !desk.record.is_linked(&desk.known).unwrap_or(true) {
            behind::begin(&desk);
        }
        let router = router(desk);
        axum::serve(listener, router).with_graceful_shutdown(interrupted()).await.map_err(ServeError::Start)
    })
}

async fn listener(asked: Option<u16>) -> Result<TcpListener, ServeError> {
    let bind = async |port: u16| {
        let bound = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await;
        bound.map_err(|source| ServeError::Port { port, source })
    };
    match bind(asked.unwrap_or(USUAL_PORT)).await {
        Err(_) if asked.is_none() => bind(0).await,
        bound => bound,
    }
}

async fn interrupted() {
    // Where the signal cannot be listened for, the process simply ends by it: nothing is being written.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Why the site cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// The record cannot be opened.
    Record(app::Error),
    /// The port is taken or forbidden.
    Port {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: std::io::Error,
    },
    /// The server could not start.
    Start(std::io::Error),
}

impl std::fmt::Display for ServeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            ServeError::Record(error) => write!(f, "{error}"),
            ServeError::Port { port, source } => {
                write!(
                    f,
                    "port {port} of this machine cannot be had: {source}; choose another with --port, or 0 for any"
                )
            }
            ServeError::Start(source) => write!(f, "the site could not start: {source}"),
        }
    }
}

impl std::error::Error for ServeError {}

fn router(desk: Arc<Desk>) -> Router {
    routes::routes(desk).layer(middleware::from_fn(guard))
}

/// Refuse other hosts' names (a page elsewhere must not read this site through the browser), and forbid everything
/// but our own style, font and picture files on every page.
async fn guard(request: Request<Body>, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    if !matches!(name, "127.0.0.1" | "localhost" | "[::1]") {
        return (StatusCode::FORBIDDEN, "This site answers on this machine's own address only.\n")
            .into_response();
    }
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    const POLICY: &str = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; \
                          base-uri 'none'; frame-ancestors 'none'";
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
