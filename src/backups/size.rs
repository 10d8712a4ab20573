//! Sizes of files in words.

/// Says a size as people do.
pub fn said(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
    if bytes < 1000 {
        return format!("{bytes} bytes");
    }
    let (mut tenths, mut unit) = (bytes / 100, 0);
    while tenths >= 10_000 && unit + 1 < UNITS.len() {
        tenths /= 1000;
        unit += 1;
    }
    let rest = if tenths < 100 { format!(".{}", tenths % 10) } else { String::new() };
    format!("{}{rest} {}", tenths / 10, UNITS[unit])
}

#[cfg(test)]
mod tests {
    #[test]
    fn sizes_are_said_as_people_do() {
        let told = [1, 999, 1_000, 1_240, 34_500, 999_999, 1_000_000, 2_340_000_000].map(super::said);
        assert_eq!(told, ["1 bytes", "999 bytes", "1.0 kB", "1.2 kB", "34 kB", "999 kB", "1.0 MB", "2.3 GB"]);
    }
}
