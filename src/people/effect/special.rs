//! The few distributions that intervals need. Small enough to stand here: the crates that offer them bring a library of
//! linear algebra along.

use libm::{erfc, exp, fabs, lgamma, log, log1p};

/// Steps of the two expansions at most; both end far sooner.
const STEPS_MAX: u32 = 500;
const PRECISION: f64 = 1e-15;
/// Nought, where nothing may be divided by it.
const TINY: f64 = 1e-300;

/// The point below which a share `p` of the standard normal distribution lies, for `p` above one half.
pub fn normal_point(p: f64) -> f64 {
    root(p, |z| 1.0 - 0.5 * erfc(z / std::f64::consts::SQRT_2))
}

/// The same of Student's t with so many degrees of freedom.
pub fn student_point(p: f64, freedom: f64) -> f64 {
    // DLMF 8.17: the two tails together are the incomplete beta function.
    root(p, |t| 1.0 - 0.5 * beta_share(freedom / (freedom + t * t), freedom / 2.0, 0.5))
}

/// The chance that chi-square with so many degrees of freedom is above `x`.
pub fn chi_square_above(x: f64, freedom: f64) -> f64 {
    gamma_above(freedom / 2.0, x / 2.0)
}

/// Where a rising function of `x` above nought comes to `p`.
fn root(p: f64, share: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while share(high) < p && high < 1e12 {
        high *= 2.0;
    }
    // Each halving gives a binary digit; a double has 53.
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if share(middle) < p { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

/// The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22), evaluated by Lentz's way.
fn beta_share(x: f64, a: f64, b: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x >= 1.0 {
        return 1.0;
    }
    // The fraction converges quickly below this point; above it, its mirror image does.
    if x > (a + 1.0) / (a + b + 2.0) {
        return 1.0 - beta_share(1.0 - x, b, a);
    }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a;
    let (mut c, mut d) = (1.0, 1.0 / safe(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for step in 1..STEPS_MAX {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / safe(1.0 + even * d);
        c = safe(1.0 + even / c);
        fraction *= d * c;
        d = 1.0 / safe(1.0 + odd * d);
        c = safe(1.0 + odd / c);
        let factor = d * c;
        fraction *= factor;
        if fabs(factor - 1.0) < PRECISION {
            break;
        }
    }
    front * fraction
}

/// The regularised upper incomplete gamma function: the series of its complement (DLMF 8.11.4) for small `x`, the
/// continued fraction (DLMF 8.9.2) for large.
fn gamma_above(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = exp(a * log(x) - x - lgamma(a));
    if x < a + 1.0 {
        let (mut term, mut sum) = (1.0 / a, 1.0 / a);
        for step in 1..STEPS_MAX {
            term *= x / (a + f64::from(step));
            sum += term;
            if term < sum * PRECISION {
                break;
            }
        }
        return 1.0 - front * sum;
    }
    let mut b = x + 1.0 - a;
    let (mut c, mut d) = (1.0 / TINY, 1.0 / safe(b));
    let mut fraction = d;
    for step in 1..STEPS_MAX {
        let m = f64::from(step);
        let numerator = -m * (m - a);
        b += 2.0;
        d = 1.0 / safe(numerator * d + b);
        c = safe(b + numerator / c);
        let factor = d * c;
        fraction *= factor;
        if fabs(factor - 1.0) < PRECISION {
            break;
        }
    }
    front * fraction
}

fn safe(value: f64) -> f64 {
    if fabs(value) < TINY { TINY } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(found: f64, expected: f64, by: f64) {
        assert!((found - expected).abs() <= by, "{found} is not {expected}");
    }

    #[test]
    fn points_are_those_of_the_published_tables() {
        near(normal_point(0.975), 1.959_963_984_540_054, 1e-12);
        near(normal_point(0.995), 2.575_829_303_548_901, 1e-12);
        // Student's t, e.g. NIST/SEMATECH e-Handbook 1.3.6.7.2.
        for (freedom, point) in
            [(1.0, 12.706), (2.0, 4.303), (5.0, 2.571), (10.0, 2.228), (30.0, 2.042), (100.0, 1.984)]
        {
            near(student_point(0.975, freedom), point, 0.0005);
        }
        near(student_point(0.995, 10.0), 3.169, 0.0005);
        near(student_point(0.975, 1e7), 1.959_964, 1e-5);
        // Chi-square, e.g. NIST/SEMATECH e-Handbook 1.3.6.7.4.
        for (freedom, point) in [(1.0, 3.841), (2.0, 5.991), (3.0, 7.815), (10.0, 18.307), (100.0, 124.342)] {
            near(chi_square_above(point, freedom), 0.05, 0.00005);
        }
        near(chi_square_above(0.5, 3.0), 0.918_891_4, 1e-6);
    }
}
