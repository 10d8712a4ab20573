//! Whether something grows over the quarters: worked out from what is shown alone, so it tells nothing more.

/// How something moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    Growing,
    Shrinking,
    Steady,
    /// Too few quarters are shown.
    Unknown,
}

impl Trend {
    /// Compares the older half of what is shown with the younger; a quarter more or less is a movement.
    ///
    /// `numbers` are oldest first; a hidden quarter is `None`. Four must be shown.
    pub fn of(numbers: &[Option<u32>]) -> Self {
        let shown: Vec<u32> = numbers.iter().flatten().copied().collect();
        if shown.len() < 4 {
            return Self::Unknown;
        }
        let half = shown.len() / 2;
        let (old, young) = (&shown[..half], &shown[shown.len() - half..]);
        let (before, after): (u32, u32) = (old.iter().sum(), young.iter().sum());
        match () {
            () if after * 4 >= before * 5 => Self::Growing,
            () if after * 4 <= before * 3 => Self::Shrinking,
            () => Self::Steady,
        }
    }

    /// Returns the key of its words, such as `growing`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Growing => "growing",
            Self::Shrinking => "shrinking",
            Self::Steady => "steady",
            Self::Unknown => "unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_needs_four_quarters_and_a_movement() {
        let trend = |numbers: &[u32]| Trend::of(&numbers.iter().map(|n| (*n > 0).then_some(*n)).collect::<Vec<_>>());
        assert_eq!(trend(&[8, 9, 12, 13]), Trend::Growing);
        assert_eq!(trend(&[13, 0, 12, 9, 8]), Trend::Shrinking);
        assert_eq!(trend(&[10, 11, 10, 11, 10]), Trend::Steady);
        assert_eq!(trend(&[8, 0, 0, 9, 12]), Trend::Unknown);
    }
}
