//! Logistic regression with a ridge penalty, by Newton's method. A released crate was looked at (linfa-logistic): it
//! brings an optimiser, matrices and random numbers into a core that has none of them, and gives other last digits on
//! other machines.

/// Rounds of Newton's method; it is at rest after six to ten.
const ROUNDS_MAX: usize = 40;
/// Halvings of a step that made things worse.
const HALVINGS_MAX: usize = 20;

/// Why nothing can be learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// There are no samples, or what is to be predicted is always or never so.
    #[error("there is nothing to learn from: the outcome is the same in every sample, or there are none")]
    OneOutcome,
    /// Numbers out of hand: not finite, or rows of different lengths.
    #[error("the samples hold a number that is not finite, or rows of different lengths")]
    WrongNumber,
}

/// What was learned: the logarithm of the odds is `intercept` plus the weighted sum of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The odds' logarithm of a row of zeros.
    pub intercept: f64,
    /// A weight for each column.
    pub weights: Vec<f64>,
}

impl Fitted {
    /// The logarithm of the odds for a row.
    pub fn log_odds(&self, row: &[f64]) -> f64 {
        self.intercept + dot(&self.weights, row)
    }
}

/// Learns from `rows` and their `outcomes`. `ridge` (above zero) holds each weight back, the intercept not.
///
/// # Errors
/// When there is nothing to learn from, or a number is not finite.
pub fn fit(rows: &[Vec<f64>], outcomes: &[bool], ridge: f64) -> Result<Fitted, FitError> {
    let happened = outcomes.iter().filter(|&&outcome| outcome).count();
    if rows.len() != outcomes.len() || happened == 0 || happened == outcomes.len() {
        return Err(FitError::OneOutcome);
    }
    let columns = rows[0].len();
    if rows.iter().any(|row| row.len() != columns || row.iter().any(|value| !value.is_finite())) {
        return Err(FitError::WrongNumber);
    }
    let rate = happened as f64 / outcomes.len() as f64;
    let mut now = Fitted { intercept: libm::log(rate / (1.0 - rate)), weights: vec![0.0; columns] };
    let mut loss = objective(&now, rows, outcomes, ridge);
    for _ in 0..ROUNDS_MAX {
        let step = newton_step(&now, rows, outcomes, ridge).ok_or(FitError::WrongNumber)?;
        let Some((next, next_loss)) = shorten(&now, &step, loss, |tried| objective(tried, rows, outcomes, ridge))
        else {
            break;
        };
        let gained = loss - next_loss;
        (now, loss) = (next, next_loss);
        if gained <= 1e-10 * loss.abs() {
            break;
        }
    }
    Ok(now)
}

/// 1 / (1 + e⁻ˣ).
pub fn chance(log_odds: f64) -> f64 {
    if log_odds >= 0.0 {
        1.0 / (1.0 + libm::exp(-log_odds))
    } else {
        let odds = libm::exp(log_odds);
        odds / (1.0 + odds)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// The penalised negative log likelihood.
fn objective(fitted: &Fitted, rows: &[Vec<f64>], outcomes: &[bool], ridge: f64) -> f64 {
    let mut total = ridge / 2.0 * dot(&fitted.weights, &fitted.weights);
    for (row, &outcome) in rows.iter().zip(outcomes) {
        let log_odds = fitted.log_odds(row);
        let against = if outcome { -log_odds } else { log_odds };
        total += against.max(0.0) + libm::log1p(libm::exp(-against.abs()));
    }
    total
}

/// The step, intercept first; none when the numbers are out of hand.
fn newton_step(fitted: &Fitted, rows: &[Vec<f64>], outcomes: &[bool], ridge: f64) -> Option<Vec<f64>> {
    let size = fitted.weights.len() + 1;
    let mut slope = vec![0.0; size];
    let mut curve = vec![0.0; size * size];
    let mut with_one = vec![1.0; size];
    for (row, &outcome) in rows.iter().zip(outcomes) {
        with_one[1..].copy_from_slice(row);
        let share = chance(fitted.log_odds(row));
        let miss = f64::from(u8::from(outcome)) - share;
        let weight = (share * (1.0 - share)).max(1e-9);
        for (line, &value) in with_one.iter().enumerate() {
            slope[line] += miss * value;
            let factor = weight * value;
            if factor != 0.0 {
                let cells = &mut curve[line * size..line * size + line + 1];
                for (cell, &other) in cells.iter_mut().zip(&with_one) {
                    *cell += factor * other;
                }
            }
        }
    }
    for column in 1..size {
        slope[column] -= ridge * fitted.weights[column - 1];
        curve[column * size + column] += ridge;
    }
    solve(&mut curve, slope, size)
}

/// Solves a positive definite system (its lower triangle is given) by Cholesky's method.
fn solve(matrix: &mut [f64], mut right: Vec<f64>, size: usize) -> Option<Vec<f64>> {
    for line in 0..size {
        for column in 0..=line {
            let (above, below) = matrix.split_at_mut(line * size);
            let own = &below[..size];
            let other = if column == line { own } else { &above[column * size..column * size + size] };
            let sum = own[column] - dot(&own[..column], &other[..column]);
            let value = if column == line {
                if sum.is_nan() || sum <= 0.0 {
                    return None;
                }
                libm::sqrt(sum)
            } else {
                sum / other[column]
            };
            below[column] = value;
        }
    }
    for line in 0..size {
        let known = dot(&matrix[line * size..line * size + line], &right[..line]);
        right[line] = (right[line] - known) / matrix[line * size + line];
    }
    for line in (0..size).rev() {
        let known: f64 = (line + 1..size).map(|below| matrix[below * size + line] * right[below]).sum();
        right[line] = (right[line] - known) / matrix[line * size + line];
    }
    right.iter().all(|value| value.is_finite()).then_some(right)
}

/// The longest of the step, its half, its quarter … that makes things better.
fn shorten(from: &Fitted, step: &[f64], loss: f64, objective: impl Fn(&Fitted) -> f64) -> Option<(Fitted, f64)> {
    let mut length = 1.0;
    for _ in 0..HALVINGS_MAX {
        let tried = Fitted {
            intercept: from.intercept + length * step[0],
            weights: from.weights.iter().zip(&step[1..]).map(|(weight, step)| weight + length * step).collect(),
        };
        let tried_loss = objective(&tried);
        if tried_loss < loss {
            return Some((tried, tried_loss));
        }
        length /= 2.0;
    }
    None
}
