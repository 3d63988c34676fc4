//! Twelve-point Gauss–Legendre rule, applied panel by panel by the models whose integrands are positive.

/// Positive nodes and weights on \[-1, 1\] (the rule is symmetric); exact for polynomials up to degree 23.
pub(crate) const HALF_RULE: [(f64, f64); 6] = [
    (0.981_560_634_246_719_2, 0.047_175_336_386_511_84),
    (0.904_117_256_370_474_8, 0.106_939_325_995_318_43),
    (0.769_902_674_194_304_7, 0.160_078_328_543_346_2),
    (0.587_317_954_286_617_5, 0.203_167_426_723_065_9),
    (0.367_831_498_998_180_2, 0.233_492_536_538_354_8),
    (0.125_233_408_511_469_1, 0.249_147_045_813_402_9),
];

/// Calls `visit(y, weight)` for every node of the rule stretched over `[from, to]`.
pub(crate) fn each_node(from: f64, to: f64, mut visit: impl FnMut(f64, f64)) {
    let half = 0.5 * (to - from);
    let middle = 0.5 * (to + from);
    for (node, weight) in HALF_RULE {
        visit(middle - half * node, weight * half);
        visit(middle + half * node, weight * half);
    }
}

/// Integral of a smooth function over `[from, to]`, cut into `panels` equal parts.
pub(crate) fn integrate(from: f64, to: f64, panels: u32, mut f: impl FnMut(f64) -> f64) -> f64 {
    let width = (to - from) / f64::from(panels.max(1));
    let mut sum = 0.0;
    for panel in 0..panels.max(1) {
        let start = from + width * f64::from(panel);
        each_node(start, start + width, |y, weight| sum += weight * f(y));
    }
    sum
}
