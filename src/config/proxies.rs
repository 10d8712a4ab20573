//! Whose word counts for where a request comes from: that of the proxies that stand in front, and nobody else's.

use std::net::IpAddr;

use anyhow::bail;
use ipnet::IpNet;

/// The proxies in front.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proxies(Vec<IpNet>);

impl Proxies {
    /// Reads `no`, `yes` (one on this machine), or their addresses and networks.
    pub(super) fn parse(text: &str) -> anyhow::Result<Self> {
        match text.trim() {
            "no" | "false" | "" => return Ok(Self::default()),
            "yes" | "true" => return Self::parse("127.0.0.0/8 ::1"),
            _ => {}
        }
        let parse = |word: &str| match (word.parse::<IpNet>(), word.parse::<IpAddr>()) {
            (Ok(network), _) => Ok(network.trunc()),
            (_, Ok(address)) => Ok(IpNet::from(address.to_canonical())),
            _ => bail!(
                "setting `behind_proxy` has `{word}`: write no, yes for a proxy on this machine, or the addresses and networks of \
                 the proxies with spaces between, such as 10.0.0.5 or 10.0.0.0/24"
            ),
        };
        text.split_whitespace().map(parse).collect::<anyhow::Result<Vec<_>>>().map(Self)
    }

    /// Tells whether a proxy of ours has this address.
    pub fn include(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// Returns who a request comes from: the nearest one that is no proxy of ours. `hops` are what the proxies noted, nearest last;
    /// what stands before the first stranger is whatever the stranger claimed.
    pub fn stranger<'a>(&self, peer: IpAddr, hops: impl DoubleEndedIterator<Item = &'a str>) -> IpAddr {
        let mut nearest = peer;
        for hop in hops.rev() {
            if !self.include(nearest) {
                break;
            }
            // A proxy that notes what is no address leaves us with the proxy.
            let Some(address) = parse_hop(hop) else { break };
            nearest = address;
        }
        nearest
    }
}

/// Reads an address, with a port perhaps, as some proxies write it.
fn parse_hop(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    text.parse().ok().or_else(|| text.parse::<std::net::SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stranger(proxies: &str, peer: &str, hops: &[&str]) -> String {
        Proxies::parse(proxies).unwrap().stranger(peer.parse().unwrap(), hops.iter().copied()).to_string()
    }

    #[test]
    fn a_header_counts_from_a_proxy_of_ours_only() {
        let forged = ["198.51.100.1", "203.0.113.9"];
        assert_eq!(stranger("no", "127.0.0.1", &forged), "127.0.0.1");
        assert_eq!(stranger("yes", "192.0.2.7", &forged), "192.0.2.7", "who comes past the proxy says nothing");
        assert_eq!(stranger("yes", "127.0.0.1", &forged), "203.0.113.9", "the last one is what the proxy saw");
        assert_eq!(stranger("yes", "::1", &forged), "203.0.113.9");
        assert_eq!(stranger("yes", "::ffff:127.0.0.1", &forged), "203.0.113.9");
        assert_eq!(stranger("yes", "127.0.0.1", &[]), "127.0.0.1");
    }

    #[test]
    fn of_several_proxies_the_nearest_stranger_counts() {
        let ours = "10.0.0.5 10.1.0.0/16 2001:db8::/32";
        let hops = ["198.51.100.1", "203.0.113.9", "10.1.2.3"];
        assert_eq!(stranger(ours, "10.0.0.5", &hops), "203.0.113.9");
        assert_eq!(stranger(ours, "10.0.0.6", &hops), "10.0.0.6", "a neighbour of the proxy is none");
        assert_eq!(stranger(ours, "2001:db8::7", &["203.0.113.9:4711"]), "203.0.113.9");
        assert_eq!(stranger(ours, "10.0.0.5", &["203.0.113.9", "onzin", "10.1.2.3"]), "10.1.2.3");
        assert_eq!(stranger(ours, "10.0.0.5", &["10.1.2.3"]), "10.1.2.3", "a proxy itself may ask");
    }
}
