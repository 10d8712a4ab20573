//! A password that somebody chooses: long enough, and not one that everybody guesses. All offline; nothing of it is kept.

use std::collections::HashSet;
use std::sync::LazyLock;

/// Shortest password, in characters. Length is what counts; no rules about signs.
pub const PASSWORD_MIN: usize = 10;
/// Longest password, in characters.
pub const PASSWORD_MAX: usize = 200;
/// Fewest different characters: fewer is a pattern.
const LEAST_DIFFERENT: usize = 5;
/// Characters that may stand around a common word without making it another: 'Welkom2026!'.
const MOST_AROUND: usize = 8;

/// What leaks most often; content/passwords/NOTICE says where it comes from.
static COMMON: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("../../content/passwords/common.txt").lines().collect());

/// Words of this product and of the work, which somebody who guesses tries first.
static CONTEXT: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../content/passwords/context.txt").lines().collect());

/// Rows that fingers follow.
const ROWS: [&str; 6] = [
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789012345678901234567890",
    "qwertyuiopasdfghjklzxcvbnm",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
];

/// A password somebody chooses; its length is right, and it isn't a common one.
#[derive(Clone, Debug)]
pub struct Password(String);

/// Why a password can't be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Too short or too long.
    Length,
    /// It stands on the list of leaked ones or of our own words, or is such a word with something around it, or a pattern.
    Common,
    /// It is made of the person's own name or address.
    Own,
}

impl Unfit {
    /// Returns the key of the sentence that says so.
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Length => "password-length",
            Self::Common => "password-common",
            Self::Own => "password-own",
        }
    }
}

impl Password {
    /// Parses what somebody typed; `own` is what others know of them, such as their name and address.
    pub fn choose(text: &str, own: &[&str]) -> Result<Self, Unfit> {
        if !(PASSWORD_MIN..=PASSWORD_MAX).contains(&text.chars().count()) {
            return Err(Unfit::Length);
        }
        let lower = text.to_lowercase();
        if is_common(&lower) || CONTEXT.iter().any(|word| is_around(&lower, word)) {
            return Err(Unfit::Common);
        }
        if own.iter().flat_map(|known| names_in(known)).any(|name| is_around(&lower, &name)) {
            return Err(Unfit::Own);
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the text, to be hashed.
    pub fn reveal(self) -> String {
        self.0
    }
}

fn is_common(lower: &str) -> bool {
    let core = core(lower);
    let around = lower.chars().count() - core.chars().count();
    let plain: String = core.chars().map(letter_meant).collect();
    COMMON.contains(lower)
        || (around <= MOST_AROUND && (COMMON.contains(core) || COMMON.contains(plain.as_str())))
        || lower.chars().collect::<HashSet<_>>().len() < LEAST_DIFFERENT
        || follows_a_row(lower)
        || repeated(lower).is_some_and(|unit| unit.chars().count() < LEAST_DIFFERENT || COMMON.contains(unit))
}

/// Returns what stands between the digits and signs around it.
fn core(lower: &str) -> &str {
    lower.trim_matches(|c: char| !c.is_alphabetic())
}

/// Returns the letter that a sign stands for in 'w3lk0m'.
fn letter_meant(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

fn follows_a_row(lower: &str) -> bool {
    let backwards: String = lower.chars().rev().collect();
    ROWS.iter().any(|row| row.contains(lower) || row.contains(&backwards))
}

/// Returns the part that the text repeats from beginning to end: 'welkom' of 'welkomwelkom'.
fn repeated(lower: &str) -> Option<&str> {
    let whole = lower.len();
    (1..=whole / 2)
        .filter(|length| whole.is_multiple_of(*length) && lower.is_char_boundary(*length))
        .map(|length| &lower[..length])
        .find(|unit| unit.repeat(whole / unit.len()) == lower)
}

/// Returns the names in what others know of somebody: each word, and of an address the part before the @.
fn names_in(known: &str) -> Vec<String> {
    let lower = known.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
    let whole = lower.split('@').next().unwrap_or_default().to_owned();
    parts.chain([whole]).filter(|name| name.chars().count() > 2).collect()
}

fn is_around(lower: &str, name: &str) -> bool {
    let rest = lower.replace(name, "");
    rest.len() < lower.len() && rest.chars().count() <= MOST_AROUND && core(&rest).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_has_ten_characters_or_more() {
        let choose = |text: &str| Password::choose(text, &[]).map(Password::reveal);
        assert_eq!(choose("negen let").unwrap_err(), Unfit::Length);
        assert!(choose("tien lett.").is_ok());
        assert!(choose(&"zes én wat".repeat(20)).is_ok());
        assert_eq!(choose(&"é".repeat(201)).unwrap_err(), Unfit::Length);
    }

    #[test]
    fn what_everybody_guesses_is_refused() {
        for common in [
            "qwertyuiop",
            "Qwerty123456",
            "Welkom2026!",
            "!!welkom!!!",
            "W@chtw00rd1",
            "wachtwoord12",
            "Amsterdam2026",
            "1234567890",
            "0987654321",
            "abcdefghijkl",
            "aaaaaaaaaaaa",
            "abababababab",
            "welkomwelkom",
            "1q2w3e4r5t6y",
            "geheim-2026",
        ] {
            assert_eq!(Password::choose(common, &[]).unwrap_err(), Unfit::Common, "{common}");
        }
        for fine in
            ["een rustige ochtend", "welkom in mijn huis", "fiets lamp regen", "Xq7!pLw0-zR", "de koffie was koud"]
        {
            assert!(Password::choose(fine, &[]).is_ok(), "{fine}");
        }
    }

    #[test]
    fn words_of_the_product_and_the_work_are_refused() {
        for word in CONTEXT.iter() {
            let typed = format!("{word}-2026!!");
            assert_eq!(Password::choose(&typed, &[]).unwrap_err(), Unfit::Common, "{typed}");
        }
        assert_eq!(Password::choose("Omgang.Omgang", &[]).unwrap_err(), Unfit::Common);
        assert!(Password::choose("de omgang met regen", &[]).is_ok());
    }

    #[test]
    fn the_own_name_with_a_year_is_refused() {
        let own = ["Noor van Dijk", "noor.vandijk@buurtteam.example"];
        for named in ["noor.vandijk", "Noor.vanDijk1", "vandijk2026!", "!!Noor2026!!", "noornoor26"] {
            assert_eq!(Password::choose(named, &own).unwrap_err(), Unfit::Own, "{named}");
        }
        assert!(Password::choose("noor drinkt koffie", &own).is_ok());
    }
}
