//! Whether a portfolio still looks like the one that was learned from: the population stability index.

/// A bin's share is never held below this, so that an empty one does not make the index endless.
const SHARE_MIN: f64 = 0.0001;

/// The index of one characteristic between two portfolios: the sum over ten bins of the earlier one, one for what lies
/// above all of it, and one for 'not known', of the difference of shares times the logarithm of their ratio. Below 0.1 is commonly read as the same,
/// above 0.25 as another portfolio. None when one of them is empty.
pub fn psi(before: &[Option<f64>], now: &[Option<f64>]) -> Option<f64> {
    if before.is_empty() || now.is_empty() {
        return None;
    }
    let mut known: Vec<f64> = before.iter().flatten().copied().collect();
    known.sort_by(f64::total_cmp);
    let mut edges: Vec<f64> = (1..10).filter_map(|tenth| known.get(tenth * known.len() / 10).copied()).collect();
    edges.dedup();
    let top = known.last().copied().unwrap_or(f64::INFINITY);
    let bin = |value: &Option<f64>| {
        value.map_or(0, |value| 1 + edges.partition_point(|&edge| edge <= value) + usize::from(value > top))
    };
    let shares = |values: &[Option<f64>]| {
        let mut counts = vec![0.0; edges.len() + 3];
        values.iter().for_each(|value| counts[bin(value)] += 1.0);
        counts.iter().map(|count| (count / values.len() as f64).max(SHARE_MIN)).collect::<Vec<f64>>()
    };
    Some(shares(before).iter().zip(shares(now)).map(|(was, is)| (is - was) * libm::log(is / was)).sum())
}
