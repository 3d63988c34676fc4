//! The one integral of the Pareto/NBD model.
//!
//! > J = ∫₀^span (1 + y/α)^−n (1 + y/β)^−k dy
//!
//! It is what the literature writes as a difference of two hypergeometric functions; as an integral of a
//! positive function it loses no digits, for any n. Integrated over v = ln(1 + y/min(α, β)), where the
//! integrand is smooth on the scale of 1, cut off where it has fallen by e^45.

use crate::special::quadrature::each_node;

const NEGLIGIBLE: f64 = 45.0;

/// The integrand's exponents and scales.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decay {
    pub n: f64,
    pub k: f64,
    pub alpha: f64,
    pub beta: f64,
}

/// The integral with averages under the integrand, which are what gradients need.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Averages {
    /// J itself.
    pub integral: f64,
    /// Mean of ln(1 + y/α).
    pub ln_alpha: f64,
    /// Mean of ln(1 + y/β).
    pub ln_beta: f64,
    /// Mean of 1/(α + y).
    pub inverse_alpha: f64,
    /// Mean of 1/(β + y).
    pub inverse_beta: f64,
}

impl Decay {
    /// Logarithm of the integrand at `y`.
    pub fn ln_at(&self, y: f64) -> f64 {
        -self.n * (y / self.alpha).ln_1p() - self.k * (y / self.beta).ln_1p()
    }

    /// Where to stop integrating, on the scale of v, and into how many panels to cut.
    fn extent(&self, span: f64) -> (f64, u32) {
        let scale = self.alpha.min(self.beta);
        let fallen = |v: f64| -self.ln_at(scale * v.exp_m1()) - v;
        let mut end = (span / scale).ln_1p();
        let mut depth = fallen(end);
        if depth > NEGLIGIBLE {
            let (mut low, mut high) = (0.0, end);
            while high - low > 1e-2 * high {
                let middle = 0.5 * (low + high);
                if fallen(middle) > NEGLIGIBLE { high = middle } else { low = middle }
            }
            end = high;
            depth = NEGLIGIBLE;
        }
        let panels = (end / 3.5 + depth.abs() / 14.0).ceil().clamp(1.0, 200.0);
        (end, panels as u32)
    }

    fn each(&self, span: f64, mut visit: impl FnMut(f64, f64, f64, f64)) {
        let alpha_is_less = self.alpha <= self.beta;
        let (scale, other) = if alpha_is_less { (self.alpha, self.beta) } else { (self.beta, self.alpha) };
        let (end, panels) = self.extent(span);
        let width = end / f64::from(panels);
        for panel in 0..panels {
            let from = width * f64::from(panel);
            each_node(from, from + width, |v, weight| {
                let y = scale * v.exp_m1();
                // Of the smaller scale the logarithm is v itself.
                let ln_other = (y / other).ln_1p();
                let (ln_alpha, ln_beta) = if alpha_is_less { (v, ln_other) } else { (ln_other, v) };
                let mass = weight * (scale + y) * (-self.n * ln_alpha - self.k * ln_beta).exp();
                visit(y, mass, ln_alpha, ln_beta);
            });
        }
    }

    /// J.
    pub fn integral(&self, span: f64) -> f64 {
        let mut sum = 0.0;
        if span > 0.0 {
            self.each(span, |_, mass, _, _| sum += mass);
        }
        sum
    }

    /// J with the averages; all zero for an empty span.
    pub fn averages(&self, span: f64) -> Averages {
        let mut out = Averages::default();
        if span <= 0.0 {
            return out;
        }
        self.each(span, |y, mass, ln_alpha, ln_beta| {
            out.integral += mass;
            out.ln_alpha += mass * ln_alpha;
            out.ln_beta += mass * ln_beta;
            out.inverse_alpha += mass / (self.alpha + y);
            out.inverse_beta += mass / (self.beta + y);
        });
        if out.integral > 0.0 {
            out.ln_alpha /= out.integral;
            out.ln_beta /= out.integral;
            out.inverse_alpha /= out.integral;
            out.inverse_beta /= out.integral;
        }
        out
    }
}
