use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::*;

/// Bits that casework is made of, parted by bars.
const BITS: &str = "mw.|mevrouw|de|van der|Groen|wolff|Bouchra|'s|K.|bsn|111222333|111 222 333|NL91|ABNA|\
    0417164300|06|-|12345678|06-12345678|(020)|1234567|+31|@|x.y@z.nl|www.|nl|3|februari|geb.|\
    12-8-'47|46|jaar|1026|DL|BG-35-VJ|dossier|nr|Wilgenstraat|8-II|\n|(|)|'t|Veerhuis|v.d.|\
    e\u{301}|\u{a0}|🙃|.|,|Den Bosch|v.v.|insta|a.b_1|İ|ŉ|ß";

/// Checked identifiers and other words.
const SENTENCE: &str = "haar|bsn|111222333|111 222 333|1112.22.333|NL91ABNA0417164300|NL91 ABNA 0417 1643 00|\
    0612345678|06-12345678|(020) 123 45 67|+31 6 12345678|x.y@z.nl|van|mevrouw|Groen,|K.|dossier|\
    46|jaar|op 3 februari|1026 DL|BG-35-VJ|Wilgenstraat 8-II|klantnummer|tel|en|\n";

/// What is found, as 'category text'.
pub(super) fn found(text: &str) -> Vec<String> {
    found_with(text, &[], &[])
}

pub(super) fn found_with(text: &str, names: &[&str], never: &[&str]) -> Vec<String> {
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    found_known(text, &Known { names: own(names), never: own(never), ..Known::default() })
}

pub(super) fn found_known(text: &str, known: &Known) -> Vec<String> {
    let findings = find(text, known);
    findings.iter().map(|finding| format!("{} {}", finding.category.as_str(), &text[finding.span.clone()])).collect()
}

/// Replaces every finding by a mark, from the last to the first.
fn replaced(text: &str, findings: &[Finding]) -> String {
    let mut out = text.to_owned();
    for finding in findings.iter().rev() {
        out.replace_range(finding.span.clone(), "[…]");
    }
    out
}

fn is_checked(category: Category) -> bool {
    matches!(category, Category::Bsn | Category::Iban | Category::Email | Category::Phone)
}

/// Bits of casework, so that random texts meet the detectors.
fn casework() -> impl Strategy<Value = String> {
    let bits: Vec<_> = BITS.split('|').collect();
    let blanks = prop::sample::select(vec!["", " "]);
    prop::collection::vec((prop::sample::select(bits), blanks), 0..24)
        .prop_map(|parts| parts.into_iter().flat_map(|(bit, blank)| [bit, blank]).collect())
}

/// Checked identifiers and other words, parted by blanks.
fn sentence() -> impl Strategy<Value = String> {
    let words: Vec<_> = SENTENCE.split('|').collect();
    prop::collection::vec(prop::sample::select(words), 0..12).prop_map(|words| words.join(" "))
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let findings = find(text, &Known::default());
    let (mut end, mut chars) = (0, 0);
    for finding in &findings {
        prop_assert!(finding.span.start >= end && finding.span.start < finding.span.end);
        prop_assert!(text.is_char_boundary(finding.span.start) && text.is_char_boundary(finding.span.end));
        chars += text[end..finding.span.start].chars().count();
        prop_assert_eq!(chars, finding.chars.start);
        chars += text[finding.span.clone()].chars().count();
        prop_assert_eq!(chars, finding.chars.end);
        prop_assert_eq!(proposals(finding, text).pop(), Some(Replacement::Removed));
        end = finding.span.end;
    }
    for (_, span) in combination(text, &findings) {
        prop_assert!(text.get(span).is_some());
    }
    Ok(())
}

/// The same cases each time: a failure found here becomes a unit test.
fn fixed() -> ProptestConfig {
    ProptestConfig { rng_seed: RngSeed::Fixed(7), failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(fixed())]

    #[test]
    fn nothing_checked_is_left_after_replacing(text in sentence()) {
        let clean = replaced(&text, &find(&text, &Known::default()));
        let left: Vec<_> = find(&clean, &Known::default()).into_iter().filter(|finding| is_checked(finding.category)).collect();
        prop_assert!(left.is_empty(), "{:?} left in {:?}", left, clean);
    }

    #[test]
    fn any_text_gives_sound_findings(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_bytes_give_sound_findings(bytes in prop::collection::vec(any::<u8>(), 0..4096)) {
        check(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn casework_gives_sound_findings(text in casework()) {
        check(&text)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..fixed() })]

    // A bit that comes back up to a megabyte: hostile repetition, of which no detector may make quadratic work.
    #[test]
    fn a_megabyte_gives_sound_findings(bit in casework(), odd in any::<String>(), size in 100_000..1_000_000_usize) {
        let bit = format!("{bit}{odd} ");
        check(&bit.repeat(size / bit.len()))?;
    }
}

/// Much that differs, which repetition doesn't make: nobody may look at all of it for each part of it.
#[test]
fn many_names_and_many_lines_give_sound_findings() {
    let letters = |number: usize| ["ba", "de", "fi", "go", "ku", "la", "me", "ni"][number % 8];
    let name = |n: usize| {
        format!("{}{}{}{}{}", letters(n), letters(n / 8), letters(n / 64), letters(n / 512), letters(n / 4096))
    };
    let names: String =
        (0..16_000).map(|n| format!("mw. {} belt {}. ", name(n).to_uppercase(), &name(n)[..4])).collect();
    check(&names).unwrap();
    check(&"24\nwoord.\n".repeat(20_000)).unwrap();
}

#[test]
fn category_keys_come_back() {
    for category in Category::ALL {
        assert_eq!(Category::parse(category.as_str()), Some(category));
    }
    assert_eq!(Category::parse("colour"), None);
}

#[test]
fn findings_count_code_points() {
    let text = "zo'n 🙃 dag met Bouchra";
    let findings = find(text, &Known::default());
    assert_eq!(findings[0].chars, 15..22);
    assert_eq!(&text[findings[0].span.clone()], "Bouchra");
}
