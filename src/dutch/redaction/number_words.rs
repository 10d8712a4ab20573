//! Dutch number words: 'elf', 'zesenveertig'.

/// Dutch number words up to ninety-nine.
pub(super) fn number_word(word: &str) -> Option<u32> {
    if let Some(unit) = unit_word(word) {
        return Some(unit);
    }
    let rest = word.strip_suffix("tig")?;
    let tens = ["twin", "der", "veer", "vijf", "zes", "zeven", "tach", "negen"].iter().zip(2..);
    let (start, tens) = tens.filter_map(|(ten, value)| Some((rest.strip_suffix(ten)?, value * 10))).next()?;
    if start.is_empty() {
        return Some(tens);
    }
    unit_word(start.strip_suffix("en")?).filter(|unit| (1..10).contains(unit)).map(|unit| tens + unit)
}

fn unit_word(word: &str) -> Option<u32> {
    Some(match word {
        "nul" => 0,
        "een" => 1,
        "twee" => 2,
        "drie" => 3,
        "vier" => 4,
        "vijf" => 5,
        "zes" => 6,
        "zeven" => 7,
        "acht" => 8,
        "negen" => 9,
        "tien" => 10,
        "elf" => 11,
        "twaalf" => 12,
        "dertien" => 13,
        "veertien" => 14,
        "vijftien" => 15,
        "zestien" => 16,
        "zeventien" => 17,
        "achttien" => 18,
        "negentien" => 19,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::number_word;

    #[test]
    fn number_words() {
        assert_eq!(number_word("negentien"), Some(19));
        assert_eq!(number_word("zesenveertig"), Some(46));
        assert_eq!(number_word("tweeentachtig"), Some(82));
        assert_eq!(number_word("woord"), None);
    }
}
