//! Folds by debtor: all samples of one debtor are in one fold, so that nobody is recognised.

/// The fold of each sample, for `folds` folds of about as many groups each; another `shuffle` gives another division.
pub fn of_groups(groups: &[usize], folds: usize, shuffle: u64) -> Vec<usize> {
    let mut distinct = groups.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    let mut drawn: Vec<(u64, usize)> = distinct
        .into_iter()
        .map(|group| (mixed(shuffle.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ group as u64), group))
        .collect();
    drawn.sort_unstable();
    let fold_of: std::collections::BTreeMap<usize, usize> =
        drawn.iter().enumerate().map(|(place, &(_, group))| (group, place % folds.max(1))).collect();
    groups.iter().map(|group| fold_of[group]).collect()
}

/// A number that looks drawn: SplitMix64's last step.
fn mixed(seed: u64) -> u64 {
    let mut word = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}
