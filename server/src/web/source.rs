//! Where a request comes from, for rate limits.

use crate::app::App;
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::{HeaderMap, request::Parts};
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The address that limits count by. Behind one of the proxies of `EFFEN_TRUSTED_PROXIES` it is the last address in
/// `X-Forwarded-For` that is not such a proxy; from anybody else that header is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source(pub IpAddr);

impl FromRequestParts<App> for Source {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let peer = parts
            .extensions
            .get::<ConnectInfo<SocketAddr>>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip());
        Ok(Self(behind(peer.to_canonical(), &parts.headers, &app.config.trusted_proxies)))
    }
}

impl Source {
    /// The counter's key. Whoever has one IPv6 address has a whole /64 of them.
    pub fn key(&self) -> String {
        match self.0 {
            IpAddr::V4(address) => format!("from:{address}"),
            IpAddr::V6(address) => {
                let network = u128::from(address) & !u128::from(u64::MAX);
                format!("from:{}/64", Ipv6Addr::from(network))
            }
        }
    }
}

fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    hops.iter()
        .rev()
        .map_while(|hop| hop.trim().parse::<IpAddr>().ok())
        .map(|hop| hop.to_canonical())
        .find(|hop| !trusted.contains(hop))
        .unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", "6.6.6.6, 1.2.3.4, 10.0.0.2".parse().unwrap());
        let proxies = [ip("10.0.0.1"), ip("10.0.0.2")];
        assert_eq!(behind(ip("10.0.0.1"), &headers, &proxies), ip("1.2.3.4"));
        assert_eq!(behind(ip("9.9.9.9"), &headers, &proxies), ip("9.9.9.9"), "a stranger names no other address");
        headers.insert("x-forwarded-for", "nonsense".parse().unwrap());
        assert_eq!(behind(ip("10.0.0.1"), &headers, &proxies), ip("10.0.0.1"));
    }

    #[test]
    fn neighbours_in_one_ipv6_network_count_together() {
        assert_eq!(Source(ip("2001:db8::1")).key(), Source(ip("2001:db8::ffff:2")).key());
        assert_ne!(Source(ip("2001:db8::1")).key(), Source(ip("2001:db8:0:1::1")).key());
    }
}
