//! Style sheet, icon and fonts, inside the binary: no page asks anything of another machine.

/// One asset: its media type and its bytes.
pub(crate) fn asset(path: &str) -> Option<(&'static str, &'static [u8])> {
    const WOFF2: &str = "font/woff2";
    Some(match path {
        "daftari.css" => ("text/css; charset=utf-8", include_bytes!("../assets/daftari.css")),
        "daftari.svg" => ("image/svg+xml", include_bytes!("../assets/daftari.svg")),
        "fonts/source-serif-4-latin-wght-normal.woff2" => {
            (WOFF2, include_bytes!("../assets/fonts/source-serif-4-latin-wght-normal.woff2"))
        }
        "fonts/source-serif-4-latin-wght-italic.woff2" => {
            (WOFF2, include_bytes!("../assets/fonts/source-serif-4-latin-wght-italic.woff2"))
        }
        "fonts/source-serif-4-latin-ext-wght-normal.woff2" => {
            (WOFF2, include_bytes!("../assets/fonts/source-serif-4-latin-ext-wght-normal.woff2"))
        }
        "fonts/source-sans-3-latin-wght-normal.woff2" => {
            (WOFF2, include_bytes!("../assets/fonts/source-sans-3-latin-wght-normal.woff2"))
        }
        "fonts/source-sans-3-latin-ext-wght-normal.woff2" => {
            (WOFF2, include_bytes!("../assets/fonts/source-sans-3-latin-ext-wght-normal.woff2"))
        }
        _ => return None,
    })
}
