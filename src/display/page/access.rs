//! Who may see the page.
//!
//! On the loopback address everybody on this machine may, by this machine's names alone: a page
//! elsewhere whose name was rebound to this address has another. On any other address a token is
//! asked for; a browser shows it once and then sends it as a cookie, which no other page can do.

use axum::http::{HeaderMap, Uri, header};
use sha2::{Digest as _, Sha256};

/// The cookie that carries the token.
const COOKIE: &str = "second_reader";

/// Who may see the page.
#[derive(Clone, Debug)]
pub(super) struct Access {
    /// SHA-256 of the token, where one is asked for.
    token: Option<[u8; 32]>,
}

/// Whether a request may be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may.
    Allowed,
    /// It brings the token in its address: it is to take it as this cookie and come again.
    Welcome(String),
    /// It names another machine.
    ForeignHost,
    /// It brings no token.
    NoToken,
    /// It brings another token.
    WrongToken,
}

impl Access {
    /// For the owner of that token, or for this machine alone.
    pub fn new(token: Option<&str>) -> Self {
        Self {
            token: token.map(digest),
        }
    }

    /// Whether a request with these headers may be answered.
    pub fn verdict(&self, uri: &Uri, headers: &HeaderMap) -> Verdict {
        let Some(token) = &self.token else {
            let host = text(headers, header::HOST);
            let local = host.is_some_and(is_this_machine);
            return if local {
                Verdict::Allowed
            } else {
                Verdict::ForeignHost
            };
        };
        if let Some(given) = in_query(uri) {
            // A token has no letter with a meaning in a cookie: the board file says so.
            return match same(&digest(given), token) {
                true => Verdict::Welcome(format!(
                    "{COOKIE}={given}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"
                )),
                false => Verdict::WrongToken,
            };
        }
        match in_cookies(headers) {
            None => Verdict::NoToken,
            Some(given) if same(&digest(given), token) => Verdict::Allowed,
            Some(_) => Verdict::WrongToken,
        }
    }
}

/// Whether a request comes from a page of this very server: browsers say where a page is from, and let
/// any page open a WebSocket.
pub(super) fn is_own_page(headers: &HeaderMap) -> bool {
    let host = text(headers, header::HOST);
    let origin = text(headers, header::ORIGIN).and_then(|origin| {
        let plain = origin.strip_prefix("http://");
        plain.or(origin.strip_prefix("https://"))
    });
    host.is_some() && origin == host
}

fn digest(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// Compares in the same time wherever they differ.
fn same(a: &[u8; 32], b: &[u8; 32]) -> bool {
    let differing = a.iter().zip(b).fold(0, |all, (a, b)| all | (a ^ b));
    std::hint::black_box(differing) == 0
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

fn in_query(uri: &Uri) -> Option<&str> {
    let mut parts = uri.query()?.split('&');
    parts.find_map(|part| part.strip_prefix("token="))
}

fn in_cookies(headers: &HeaderMap) -> Option<&str> {
    let all = headers.get_all(header::COOKIE).iter();
    let mut each = all
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'));
    each.find_map(|one| one.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// Whether a Host header names this machine, with or without a port.
fn is_this_machine(host: &str) -> bool {
    let (name, port) = match host.strip_prefix("[::1]") {
        Some(rest) => (
            "::1",
            rest.strip_prefix(':')
                .unwrap_or(if rest.is_empty() { "80" } else { "" }),
        ),
        None => host.split_once(':').unwrap_or((host, "80")),
    };
    let known = ["127.0.0.1", "::1"].contains(&name) || name.eq_ignore_ascii_case("localhost");
    port.parse::<u16>().is_ok() && known
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderName;

    use super::*;

    const TOKEN: &str = "abcdefghijklmnop";

    fn headers(of: &[(HeaderName, &str)]) -> HeaderMap {
        let pairs = of
            .iter()
            .map(|(name, value)| (name.clone(), value.parse().unwrap()));
        pairs.collect()
    }

    #[test]
    fn only_this_machine_is_a_host() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8080",
            "localhost:1",
            "LOCALHOST",
            "[::1]",
            "[::1]:80",
        ] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost:",
            "127.0.0.1:x",
            "[::1]x",
            "[::1]:x",
            "0.0.0.0",
        ] {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn without_a_token_the_host_decides() {
        let access = Access::new(None);
        let of = |host| access.verdict(&"/".parse().unwrap(), &headers(&[(header::HOST, host)]));
        assert_eq!(of("localhost:8710"), Verdict::Allowed);
        assert_eq!(of("board.example:8710"), Verdict::ForeignHost);
        assert_eq!(
            access.verdict(&"/".parse().unwrap(), &HeaderMap::new()),
            Verdict::ForeignHost
        );
    }

    #[test]
    fn with_a_token_the_token_decides() {
        let access = Access::new(Some(TOKEN));
        let of = |uri: &str, cookie: &str| {
            let cookie = [(header::COOKIE, cookie)];
            let given = if cookie[0].1.is_empty() {
                &[][..]
            } else {
                &cookie
            };
            access.verdict(&uri.parse().unwrap(), &headers(given))
        };
        assert_eq!(of("/", ""), Verdict::NoToken);
        assert_eq!(
            of("/", "other=1; second_reader=abcdefghijklmnop"),
            Verdict::Allowed
        );
        for wrong in [
            "abcdefghijklmno",
            "abcdefghijklmnopq",
            "",
            "ABCDEFGHIJKLMNOP",
        ] {
            assert_eq!(
                of("/", &format!("second_reader={wrong}")),
                Verdict::WrongToken,
                "{wrong}"
            );
            assert_eq!(
                of(&format!("/?token={wrong}"), ""),
                Verdict::WrongToken,
                "{wrong}"
            );
        }
        assert_eq!(of("/", "xsecond_reader=abcdefghijklmnop"), Verdict::NoToken);
        match of("/?a=1&token=abcdefghijklmnop", "") {
            Verdict::Welcome(cookie) => {
                assert!(
                    cookie.starts_with("second_reader=abcdefghijklmnop; "),
                    "{cookie}"
                );
                assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
            }
            other => panic!("{other:?}"),
        }
        assert!(!format!("{access:?}").contains(TOKEN));
    }

    #[test]
    fn a_page_from_elsewhere_is_not_our_own() {
        let of = |origin: &str, host: &str| {
            is_own_page(&headers(&[(header::ORIGIN, origin), (header::HOST, host)]))
        };
        assert!(of("http://127.0.0.1:8710", "127.0.0.1:8710"));
        assert!(of("https://board:443", "board:443"));
        for (origin, host) in [
            ("http://evil.example", "127.0.0.1:8710"),
            ("http://127.0.0.1:1", "127.0.0.1:8710"),
            ("http://127.0.0.1:8710.evil.example", "127.0.0.1:8710"),
            ("null", "127.0.0.1:8710"),
            ("127.0.0.1:8710", "127.0.0.1:8710"),
        ] {
            assert!(!of(origin, host), "{origin}");
        }
        assert!(!is_own_page(&headers(&[(header::HOST, "localhost")])));
    }
}
