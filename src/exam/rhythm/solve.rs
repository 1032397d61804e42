//! Small systems of normal equations.

/// A pivot of less than this share of its diagonal says that the system has no one answer.
const PIVOT_MIN: f64 = 1e-10;

/// Least squares of as many unknowns as `N`, from sums over samples.
#[derive(Clone, Copy, Debug)]
pub(super) struct Normal<const N: usize> {
    a: [[f64; N]; N],
    b: [f64; N],
    square: f64,
    count: usize,
}

/// The best coefficients, and what they leave.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fitted<const N: usize> {
    pub coefficients: [f64; N],
    /// Sum of the squares that are left over.
    pub rest: f64,
    /// How many samples there were.
    pub count: usize,
}

impl<const N: usize> Normal<N> {
    pub fn new() -> Self {
        Self {
            a: [[0.0; N]; N],
            b: [0.0; N],
            square: 0.0,
            count: 0,
        }
    }

    /// Takes a sample in: its value, and the values of the functions that it is a sum of.
    pub fn add(&mut self, row: &[f64; N], value: f64) {
        for i in 0..N {
            for j in 0..=i {
                self.a[i][j] += row[i] * row[j];
            }
            self.b[i] += row[i] * value;
        }
        self.square += value * value;
        self.count += 1;
    }

    /// By Cholesky's decomposition; `None` where there is no one answer.
    pub fn fit(mut self) -> Option<Fitted<N>> {
        let mut coefficients = self.b;
        let a = &mut self.a;
        let mut explained = 0.0;
        for i in 0..N {
            for j in 0..=i {
                let before = a[i].iter().zip(&a[j]).take(j);
                let sum = before.fold(a[i][j], |sum, (left, right)| sum - left * right);
                if i > j {
                    a[i][j] = sum / a[j][j];
                } else if sum > PIVOT_MIN * a[i][i] {
                    a[i][i] = sum.sqrt();
                } else {
                    return None;
                }
            }
            for k in 0..i {
                coefficients[i] -= a[i][k] * coefficients[k];
            }
            coefficients[i] /= a[i][i];
            explained += coefficients[i] * coefficients[i];
        }
        for i in (0..N).rev() {
            for k in i + 1..N {
                coefficients[i] -= a[k][i] * coefficients[k];
            }
            coefficients[i] /= a[i][i];
        }
        Some(Fitted {
            coefficients,
            rest: (self.square - explained).max(0.0),
            count: self.count,
        })
    }
}
