//! Addresses to go on to, as they come back from a form or a link: only paths on this site.

/// Longest address that is carried along, in bytes.
const PATH_BYTES_MAX: usize = 500;

/// The path, if it leads nowhere but to this site.
pub fn local_path(path: &str) -> Option<&str> {
    let plain = path.len() <= PATH_BYTES_MAX && path.bytes().all(|byte| (0x21..0x7f).contains(&byte) && byte != b'\\');
    (plain && path.starts_with('/') && !path.starts_with("//")).then_some(path)
}

/// The sign-in page's address that leads on to `next`. `why` is one of the words of `sign_in::reason`.
pub fn sign_in_then(next: &str, why: &str) -> String {
    let query: String = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("why", why)])
        .extend_pairs(local_path(next).filter(|path| *path != "/").map(|path| ("next", path)))
        .finish();
    format!("/sign-in?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paths_stay_here() {
        for good in ["/", "/overview", "/pay/1?x=2&y=%20", "/a//b"] {
            assert_eq!(local_path(good), Some(good));
        }
        for bad in [
            "",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "overview",
            "/a\r\nSet-Cookie:x",
            "/\t/evil.example",
        ] {
            assert_eq!(local_path(bad), None, "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_let_through_resolves_to_this_host(text in "[/\\\\\t a-z.:@?#]{0,20}") {
            if let Some(path) = local_path(&text) {
                let base = reqwest::Url::parse("https://here.example/x").unwrap();
                let url = base.join(path).unwrap();
                prop_assert_eq!(url.host_str(), Some("here.example"));
            }
        }
    }
}
