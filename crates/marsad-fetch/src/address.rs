//! Which addresses of the internet are public. Enters: an IP address. Leaves: whether a stranger may send us there.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Blocks of version 4 that are no public host's: first address, and how many bits all of the block share.
const CLOSED_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    // A cloud's own service, on an address that looks public.
    (Ipv4Addr::new(168, 63, 129, 16), 32),
    // Link-local, and with it the metadata of most clouds.
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    // Multicast, and what is reserved after it.
    (Ipv4Addr::new(224, 0, 0, 0), 3),
];

/// Blocks within 2000::/3, the public part of version 6, that are no public host's: tunnels to version 4 among them.
const CLOSED_V6: &[(Ipv6Addr, u32)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

/// Whether anybody may be sent there: not private, not this machine, not this network, not many at once.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => !CLOSED_V4.iter().any(|(block, bits)| ip.to_bits() >> (32 - bits) == block.to_bits() >> (32 - bits)),
        IpAddr::V6(ip) => match ip.segments() {
            // A network without version 4 reaches its hosts so.
            [0x64, 0xff9b, 0, 0, 0, 0, high, low] => is_public(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)).into()),
            [first, ..] => first >> 13 == 1 && !CLOSED_V6.iter().any(|(block, bits)| ip.to_bits() >> (128 - bits) == block.to_bits() >> (128 - bits)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(ip: &str) -> bool {
        is_public(ip.parse().expect("an address"))
    }

    #[test]
    fn public_hosts_may_be_asked() {
        for ip in ["8.8.8.8", "93.184.216.34", "172.32.0.1", "100.128.0.1", "223.255.255.1", "2606:4700::1111", "2a00:1450:4001::8a", "64:ff9b::808:808"] {
            assert!(public(ip), "{ip}");
        }
    }

    #[test]
    fn what_only_this_machine_or_network_sees_may_not() {
        for ip in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.0.9",
            "168.63.129.16",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.192",
            "192.168.1.1",
            "198.19.0.1",
            "203.0.113.7",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
        ] {
            assert!(!public(ip), "{ip}");
        }
        for ip in
            ["::", "::1", "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::8.8.8.8", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "2002:7f00:1::1", "2001::1", "64:ff9b::7f00:1"]
        {
            assert!(!public(ip), "{ip}");
        }
    }
}
