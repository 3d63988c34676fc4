//! The picture of the flow: six tiles, arcs above them for moves up, arcs below for slides back, thicker for more
//! customers. Only shapes are drawn, in a box that is mirrored for readers from right to left; words stand beside it.

use serde::Serialize;
use wafa_customers::RungFlow;
use wafa_kernel::Rung;

/// Width of a tile in the units of the drawing; it is 6 tiles wide and 100 high.
const TILE: f64 = 100.0;
/// How far from the middle of its tile an arc begins and ends.
const ASIDE: f64 = 14.0;
/// Thickest and thinnest arc, in pixels.
const THICK_PX: (f64, f64) = (2.0, 15.0);

/// One arc.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Arc {
    /// Its path.
    pub d: String,
    /// Thickness in pixels.
    pub width: f64,
    /// Whose colour it has.
    pub rung: &'static str,
}

/// Arcs of the moves in one direction, thick ones first so that thin ones stay visible.
pub fn arcs(moves: &[RungFlow], up: bool) -> Vec<Arc> {
    let most = moves.iter().map(|flow| flow.customers).max().unwrap_or(0).max(1);
    let mut shown: Vec<&RungFlow> =
        moves.iter().filter(|flow| (flow.to > flow.from) == up && flow.customers > 0).collect();
    shown.sort_by_key(|flow| std::cmp::Reverse(flow.customers));
    let furthest = shown.iter().map(|flow| rungs_apart(flow)).fold(1.0, f64::max);
    shown.into_iter().map(|flow| arc(flow, up, most, furthest)).collect()
}

fn rungs_apart(flow: &RungFlow) -> f64 {
    f64::from(flow.from.number().abs_diff(flow.to.number()))
}

fn arc(flow: &RungFlow, up: bool, most: u64, furthest: f64) -> Arc {
    let middle = |rung: Rung| (f64::from(rung.number()) - 0.5) * TILE;
    let toward = if up { ASIDE } else { -ASIDE };
    let (x1, x2) = (middle(flow.from) + toward, middle(flow.to) - toward);
    // The top of a curve lies at three quarters of its control points; the furthest move reaches highest.
    let height = 50.0 + 65.0 * rungs_apart(flow) / furthest;
    let (foot, top) = if up { (100.0, 100.0 - height) } else { (0.0, height) };
    let share = flow.customers as f64 / most as f64;
    let width = THICK_PX.0 + (THICK_PX.1 - THICK_PX.0) * share.sqrt();
    Arc {
        d: format!("M{x1:.0} {foot:.0}C{x1:.0} {top:.0} {x2:.0} {top:.0} {x2:.0} {foot:.0}"),
        width: (width * 10.0).round() / 10.0,
        rung: if up { flow.to.as_str() } else { flow.from.as_str() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_up_are_drawn_above_and_slides_below() {
        let moves = [
            RungFlow { from: Rung::Customer, to: Rung::Repeat, customers: 40 },
            RungFlow { from: Rung::Loyal, to: Rung::Repeat, customers: 10 },
        ];
        let (up, down) = (arcs(&moves, true), arcs(&moves, false));
        assert_eq!(up, [Arc { d: "M264 100C264 -15 336 -15 336 100".to_owned(), width: 15.0, rung: "repeat" }]);
        assert_eq!(down, [Arc { d: "M436 0C436 115 364 115 364 0".to_owned(), width: 8.5, rung: "loyal" }]);
    }
}
