//! How well chances fit what came: ranking, sureness, calibration, lift; and how apart groups lie.

/// A chance that was foretold and whether it came.
pub type Told = (f64, bool);

/// The chance that of one that came and one that did not, the first was held likelier; equal ones count half. None
/// where one of the two is missing.
pub fn auc(told: &[Told]) -> Option<f64> {
    let came = told.iter().filter(|(_, came)| *came).count() as f64;
    let not = told.len() as f64 - came;
    if came == 0.0 || not == 0.0 {
        return None;
    }
    let mut sorted = told.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut ranks, mut start) = (0.0, 0);
    while start < sorted.len() {
        let end = start + sorted[start..].iter().take_while(|(chance, _)| *chance == sorted[start].0).count();
        let rank = (start + 1 + end) as f64 / 2.0;
        ranks += rank * sorted[start..end].iter().filter(|(_, came)| *came).count() as f64;
        start = end;
    }
    Some((ranks - came * (came + 1.0) / 2.0) / (came * not))
}

/// Twice the AUC less one: 0 for guessing, 1 for knowing.
pub fn gini(auc: f64) -> f64 {
    2.0 * auc - 1.0
}

/// Mean negative logarithm of the chance given to what came.
pub fn log_loss(told: &[Told]) -> f64 {
    let of = |&(chance, came): &Told| {
        let given = if came { chance } else { 1.0 - chance };
        -libm::log(given.clamp(1e-15, 1.0))
    };
    told.iter().map(of).sum::<f64>() / told.len().max(1) as f64
}

/// One tenth of the samples, by what was foretold.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Tenth {
    /// How many.
    pub count: usize,
    /// The mean of what was foretold.
    pub told: f64,
    /// The share that came.
    pub came: f64,
    /// That share compared with the share of all.
    pub lift: f64,
}

/// The samples in ten equal parts, the likeliest first.
pub fn tenths(told: &[Told]) -> Vec<Tenth> {
    let mut sorted = told.to_vec();
    sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
    let share = |part: &[Told]| part.iter().filter(|(_, came)| *came).count() as f64 / part.len() as f64;
    let all = share(&sorted);
    (0..10)
        .map(|tenth| &sorted[tenth * sorted.len() / 10..(tenth + 1) * sorted.len() / 10])
        .filter(|part| !part.is_empty())
        .map(|part| Tenth {
            count: part.len(),
            told: part.iter().map(|(chance, _)| chance).sum::<f64>() / part.len() as f64,
            came: share(part),
            lift: if all > 0.0 { share(part) / all } else { 0.0 },
        })
        .collect()
}

/// By how much what was foretold misses what came, on average over the tenths.
pub fn calibration_error(told: &[Told]) -> f64 {
    let parts = tenths(told);
    parts.iter().map(|part| part.count as f64 * (part.told - part.came).abs()).sum::<f64>() / told.len().max(1) as f64
}

/// How much nearer points lie to their own group than to the next, from -1 to 1; none without two groups. `points` are
/// rows of equal length put to scale. The work goes with the square of their number.
pub fn silhouette(points: &[Vec<f64>], groups: &[usize]) -> Option<f64> {
    let group_count = groups.iter().max()? + 1;
    let (mut sum, mut counted) = (0.0, 0);
    for (point, &own) in points.iter().zip(groups) {
        let (mut totals, mut sizes) = (vec![0.0; group_count], vec![0usize; group_count]);
        for (other, &group) in points.iter().zip(groups) {
            let squares: f64 = point.iter().zip(other).map(|(a, b)| (a - b) * (a - b)).sum();
            totals[group] += libm::sqrt(squares);
            sizes[group] += 1;
        }
        let mean = |group: usize| totals[group] / sizes[group] as f64;
        let next = (0..group_count).filter(|&group| group != own && sizes[group] > 0).map(mean).reduce(f64::min)?;
        counted += 1;
        if sizes[own] > 1 {
            let near = totals[own] / (sizes[own] - 1) as f64;
            let far = near.max(next);
            sum += if far > 0.0 { (next - near) / far } else { 0.0 };
        }
    }
    (counted > 0).then(|| sum / f64::from(counted))
}

/// A mean with its spread (the standard deviation over repeats).
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Spread {
    /// The mean.
    pub mean: f64,
    /// The standard deviation; zero of one value.
    pub deviation: f64,
}

impl Spread {
    /// Of some values.
    pub fn of(values: &[f64]) -> Self {
        let count = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / count;
        let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        Self { mean, deviation: if values.len() > 1 { libm::sqrt(squares / (count - 1.0)) } else { 0.0 } }
    }
}
