//! How well findings agree with labels that people made: recall, precision and their harmonic mean (F1) by category.
//!
//! A label counts as found when at least 90 % of its characters, blanks aside, are covered by findings of any category;
//! strictly found when they are covered by findings of its own. A finding counts as right when at least half of its
//! characters lie inside labels. A text is clean when no direct identifier in it was missed.

use std::ops::{AddAssign, Range};

use super::{Category, Finding};

/// What a person marked in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Code points, end exclusive.
    pub chars: Range<usize>,
    pub category: Category,
}

/// Counts of one category, or of several together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub labels: usize,
    pub found: usize,
    pub strictly: usize,
    pub findings: usize,
    pub right: usize,
}

impl Count {
    /// Share of labels that were found, 0 to 1; none without labels.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        share(self.found, self.labels)
    }

    /// Share of labels that were found as what they are, 0 to 1; none without labels.
    #[must_use]
    pub fn strict(self) -> Option<f64> {
        share(self.strictly, self.labels)
    }

    /// Share of findings that were right, 0 to 1; none without findings.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.findings)
    }

    /// The harmonic mean of recall and precision, 0 to 1; none without labels or findings.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        let (recall, precision) = (self.recall()?, self.precision()?);
        Some(if recall + precision > 0.0 { 2.0 * recall * precision / (recall + precision) } else { 0.0 })
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.labels += other.labels;
        self.found += other.found;
        self.strictly += other.strictly;
        self.findings += other.findings;
        self.right += other.right;
    }
}

/// A label that was missed or a finding that was wrong, in code points of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    Missed(Label),
    Wrong(Label),
}

/// The counts of all texts that were added.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    counts: [Count; Category::ALL.len()],
    pub texts: usize,
    pub clean: usize,
}

impl Measure {
    /// Adds one text; returns what went wrong in it.
    pub fn add(&mut self, text: &str, labels: &[Label], findings: &[Finding]) -> Vec<Mistake> {
        let blank: Vec<bool> = text.chars().map(char::is_whitespace).collect();
        let inked = |span: &Range<usize>| blank[span.clone()].iter().filter(|blank| !**blank).count();
        let inside = |span: &Range<usize>, others: &[Range<usize>]| {
            let at = span.clone().filter(|at| !blank[*at]);
            at.filter(|at| others.iter().any(|other| other.contains(at))).count()
        };
        let spans = |category: Option<Category>| -> Vec<Range<usize>> {
            let own = findings.iter().filter(|finding| category.is_none_or(|own| finding.category == own));
            own.map(|finding| finding.chars.clone()).collect()
        };
        let (found, labelled) = (spans(None), labels.iter().map(|label| label.chars.clone()).collect::<Vec<_>>());
        let (mut mistakes, mut clean) = (Vec::new(), true);
        for label in labels {
            let count = &mut self.counts[label.category as usize];
            let size = inked(&label.chars);
            count.labels += 1;
            count.strictly += usize::from(10 * inside(&label.chars, &spans(Some(label.category))) >= 9 * size);
            if 10 * inside(&label.chars, &found) >= 9 * size {
                count.found += 1;
            } else {
                clean &= !label.category.is_direct();
                mistakes.push(Mistake::Missed(label.clone()));
            }
        }
        for finding in findings {
            let count = &mut self.counts[finding.category as usize];
            count.findings += 1;
            if 2 * inside(&finding.chars, &labelled) >= inked(&finding.chars) {
                count.right += 1;
            } else {
                let (chars, category) = (finding.chars.clone(), finding.category);
                mistakes.push(Mistake::Wrong(Label { chars, category }));
            }
        }
        self.texts += 1;
        self.clean += usize::from(clean);
        mistakes
    }

    /// The counts of the categories that pass.
    pub fn count(&self, passes: impl Fn(Category) -> bool) -> Count {
        let mut sum = Count::default();
        for category in Category::ALL.into_iter().filter(|category| passes(*category)) {
            sum += self.counts[category as usize];
        }
        sum
    }

    /// Share of texts in which no direct identifier was missed, 0 to 1; none without texts.
    #[must_use]
    pub fn clean_share(&self) -> Option<f64> {
        share(self.clean, self.texts)
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    let exact = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    (whole > 0).then(|| exact(part) / exact(whole))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redaction::{Known, find};

    #[test]
    fn counts_what_was_found_and_what_was_right() {
        let text = "Bouchra belt, en Selma ook";
        let label = |chars, category| Label { chars, category };
        let labels = [label(0..7, Category::Person), label(8..12, Category::Bsn)];
        let mut measure = Measure::default();
        let mistakes = measure.add(text, &labels, &find(text, &Known::default()));
        assert_eq!(mistakes, [Mistake::Missed(labels[1].clone()), Mistake::Wrong(label(17..22, Category::Person))]);
        let all = measure.count(|_| true);
        assert_eq!(
            (all.recall(), all.strict(), all.precision(), all.f1()),
            (Some(0.5), Some(0.5), Some(0.5), Some(0.5))
        );
        assert_eq!(measure.count(|category| category == Category::Person).recall(), Some(1.0));
        assert_eq!((measure.clean_share(), Measure::default().clean_share()), (Some(0.0), None));
    }
}
