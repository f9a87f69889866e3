//! Differences between two groups, with intervals.

use super::special::{chi_square_above, normal_point, student_point};

/// Count, mean and spread of one figure in one group, added up one by one (Welford).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Moments {
    count: u64,
    mean: f64,
    squares: f64,
}

impl Moments {
    /// From a published count, mean and variance.
    pub fn of(count: u64, mean: f64, variance: f64) -> Self {
        Self { count, mean, squares: variance * count.saturating_sub(1) as f64 }
    }

    /// Adds one person's figure.
    pub fn add(&mut self, value: f64) {
        self.count += 1;
        let off = value - self.mean;
        self.mean += off / self.count as f64;
        self.squares += off * (value - self.mean);
    }

    /// How many people.
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The mean; 0 of nobody.
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The sample's variance; 0 of fewer than two.
    pub fn variance(&self) -> f64 {
        if self.count < 2 { 0.0 } else { self.squares / (self.count - 1) as f64 }
    }
}

/// A difference (second group less the first) and where it may lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// As observed.
    pub difference: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The difference of two means, by Welch (1947): the groups may differ in spread and in size. `confidence` is the share
/// of such intervals that hold the true difference, .95 for one. With fewer than two people in a group nothing is known
/// of its spread, and the interval is the whole line.
pub fn of_means(first: &Moments, second: &Moments, confidence: f64) -> Interval {
    let difference = second.mean - first.mean;
    if first.count < 2 || second.count < 2 {
        return Interval { difference, low: f64::NEG_INFINITY, high: f64::INFINITY };
    }
    let parts = [first, second].map(|group| (group.variance() / group.count as f64, (group.count - 1) as f64));
    let variance: f64 = parts.iter().map(|(part, _)| part).sum();
    if variance <= 0.0 {
        return Interval { difference, low: difference, high: difference };
    }
    let freedom = variance * variance / parts.iter().map(|(part, freedom)| part * part / freedom).sum::<f64>();
    let half = student_point(tail(confidence), freedom) * libm::sqrt(variance);
    Interval { difference, low: difference - half, high: difference + half }
}

/// The difference of two shares, by Newcombe's hybrid score (Statistics in Medicine 17 (1998) 873, method 10): holds
/// near 0 and 1 and for small groups, where the plain one does not.
pub fn of_shares(first: (u64, u64), second: (u64, u64), confidence: f64) -> Interval {
    if first.1 == 0 || second.1 == 0 {
        return Interval { difference: 0.0, low: -1.0, high: 1.0 };
    }
    let (p1, p2) = (first.0 as f64 / first.1 as f64, second.0 as f64 / second.1 as f64);
    let ((l1, u1), (l2, u2)) = (of_share(first, confidence), of_share(second, confidence));
    let difference = p2 - p1;
    Interval {
        difference,
        low: difference - libm::hypot(p2 - l2, u1 - p1),
        high: difference + libm::hypot(u2 - p2, p1 - l1),
    }
}

/// Where a share may lie, by Wilson (1927).
fn of_share((part, whole): (u64, u64), confidence: f64) -> (f64, f64) {
    let (x, n) = (part as f64, whole as f64);
    let z = normal_point(tail(confidence));
    let middle = 2.0 * x + z * z;
    let half = z * libm::sqrt(z * z + 4.0 * x * (1.0 - x / n));
    let whole = 2.0 * (n + z * z);
    ((middle - half) / whole, (middle + half) / whole)
}

fn tail(confidence: f64) -> f64 {
    1.0 - (1.0 - confidence) / 2.0
}

/// The standardised mean difference: in standard deviations, of both groups together (Austin, Statistics in Medicine 28
/// (2009) 3083). 0 where nothing differs within the groups and nothing between them.
pub fn standardised(first: &Moments, second: &Moments) -> f64 {
    let spread = libm::sqrt(f64::midpoint(first.variance(), second.variance()));
    let difference = second.mean - first.mean;
    if spread > 0.0 {
        difference / spread
    } else if difference == 0.0 {
        0.0
    } else {
        f64::INFINITY.copysign(difference)
    }
}

/// The chance of counts as far from the shares they were drawn with as these, or further (chi-square).
pub fn chance_of_counts(counts: &[u64], shares: &[f64]) -> f64 {
    let all: u64 = counts.iter().sum();
    let groups = counts.len().min(shares.len());
    if all == 0 || groups < 2 {
        return 1.0;
    }
    let sum: f64 = counts
        .iter()
        .zip(shares)
        .map(|(&count, share)| {
            let expected = all as f64 * share;
            (count as f64 - expected) * (count as f64 - expected) / expected
        })
        .sum();
    chi_square_above(sum, (groups - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64, by: f64) {
        assert!((found - expected).abs() <= by, "{found} is not {expected}");
    }

    #[test]
    fn shares_differ_as_newcombe_published() {
        // Newcombe 1998, table II, method 10; his difference is first less second.
        let table = [
            ((48, 80), (56, 70), 0.0524, 0.3339),
            ((3, 10), (9, 10), 0.1705, 0.8090),
            ((2, 7), (6, 7), 0.0582, 0.8062),
            ((0, 29), (5, 56), -0.0381, 0.1926),
            ((0, 20), (0, 10), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((0, 20), (10, 10), 0.6791, 1.0),
            ((0, 10), (10, 10), 0.6075, 1.0),
        ];
        for (first, second, low, high) in table {
            let found = of_shares(first, second, 0.95);
            near(found.low, low, 0.00006);
            near(found.high, high, 0.00006);
        }
        // The same, table I: 81 of 263 by Wilson's score.
        let (low, high) = of_share((81, 263), 0.95);
        near(low, 0.2553, 0.00006);
        near(high, 0.3662, 0.00006);
    }

    #[test]
    fn means_differ_as_nist_published() {
        // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.5.3, AUTO83B.DAT: T = -12.94627, 136.8750 degrees.
        let first = Moments::of(249, 20.14458, 6.41470 * 6.41470);
        let second = Moments::of(79, 30.48101, 6.10771 * 6.10771);
        let found = of_means(&first, &second, 0.95);
        near(found.difference, 10.33643, 1e-9);
        let error = 10.33643 / 12.94627;
        // Student's t at .975 with 136.875 degrees.
        near((found.high - found.difference) / error, 1.97747, 0.0001);
        near(found.high - found.difference, found.difference - found.low, 1e-12);
    }

    #[test]
    fn moments_are_those_of_the_list() {
        let mut moments = Moments::default();
        [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0].into_iter().for_each(|value| moments.add(value));
        near(moments.mean(), 5.0, 1e-12);
        near(moments.variance(), 32.0 / 7.0, 1e-12);
        assert_eq!(Moments::default().variance(), 0.0);
    }

    #[test]
    fn of_too_few_nothing_is_known_and_what_never_varies_is() {
        let one = Moments::of(1, 3.0, 0.0);
        assert_eq!(of_means(&one, &one, 0.95).low, f64::NEG_INFINITY);
        let (five, six) = (Moments::of(40, 5.0, 0.0), Moments::of(40, 6.0, 0.0));
        assert_eq!(of_means(&five, &six, 0.95), Interval { difference: 1.0, low: 1.0, high: 1.0 });
        assert_eq!(of_shares((0, 0), (1, 2), 0.95).low, -1.0);
    }

    #[test]
    fn standardised_differences_and_counts() {
        near(standardised(&Moments::of(50, 10.0, 4.0), &Moments::of(50, 11.0, 4.0)), 0.5, 1e-12);
        assert_eq!(standardised(&Moments::of(50, 1.0, 0.0), &Moments::of(50, 1.0, 0.0)), 0.0);
        // Chi-square 4 with one degree of freedom: twice the tail of the normal at 2.
        near(chance_of_counts(&[60, 40], &[0.5, 0.5]), 0.0455, 0.0001);
        near(chance_of_counts(&[50, 50], &[0.5, 0.5]), 1.0, 1e-12);
        // Mendel's peas: 315, 101, 108, 32 against 9:3:3:1; chi-square .470, P = .925.
        let shares = [9.0, 3.0, 3.0, 1.0].map(|part| part / 16.0);
        near(chance_of_counts(&[315, 101, 108, 32], &shares), 0.925, 0.001);
        assert_eq!(chance_of_counts(&[0, 0], &[0.5, 0.5]), 1.0);
    }
}
