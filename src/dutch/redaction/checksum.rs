//! Checks numbers that carry their own proof: the eleven-test of a BSN and the remainder of an IBAN.

/// Length of an IBAN by country, from the SWIFT registry (countries seen in Dutch casework, and the whole of SEPA).
const IBAN_LENGTHS: [(&str, usize); 60] = [
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CY", 21),
    ("CZ", 24),
    ("DE", 22),
    ("DK", 18),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MT", 31),
    ("NL", 18),
    ("NO", 15),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("RO", 24),
    ("RS", 22),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
];

/// Tells whether nine digits pass the eleven-test of the Dutch citizen number (weights 9 to 2, then -1).
pub(super) fn is_bsn(digits: &str) -> bool {
    if digits.len() != 9 || !digits.bytes().all(|b| b.is_ascii_digit()) || digits.bytes().all(|b| b == b'0') {
        return false;
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    digits.bytes().zip(weights).map(|(digit, weight)| i32::from(digit - b'0') * weight).sum::<i32>() % 11 == 0
}

/// Gives how many letters and digits an IBAN of a country (two capitals) has.
pub(super) fn iban_length(country: &str) -> Option<usize> {
    IBAN_LENGTHS.iter().find(|(code, _)| *code == country).map(|(_, length)| *length)
}

/// Tells whether letters and digits without blanks, in capitals, leave 1 when divided by 97 (ISO 7064).
pub(super) fn is_iban(compact: &str) -> bool {
    if compact.len() < 15 || !compact.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return false;
    }
    let (head, tail) = compact.split_at(4);
    tail.bytes().chain(head.bytes()).fold(0_u32, |remainder, byte| {
        if byte.is_ascii_digit() {
            (remainder * 10 + u32::from(byte - b'0')) % 97
        } else {
            (remainder * 100 + u32::from(byte - b'A') + 10) % 97
        }
    }) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eleven_test() {
        assert!(is_bsn("111222333") && is_bsn("123456782"));
        assert!(!is_bsn("123456789") && !is_bsn("000000000") && !is_bsn("12345678") && !is_bsn("12345678x"));
    }

    #[test]
    fn iban_remainder() {
        assert!(is_iban("NL91ABNA0417164300") && is_iban("BE68539007547034"));
        assert!(!is_iban("NL92ABNA0417164300") && !is_iban("NL91") && !is_iban("nl91ABNA0417164300"));
        assert_eq!(iban_length("NL"), Some(18));
        assert_eq!(iban_length("XX"), None);
    }
}
