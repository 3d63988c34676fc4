#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::decay::Decay;
use super::*;

/// x, t_x, T, t, then expectation, P(alive), P(active), ln L: closed forms with forty digits at
/// r .553, α 10.578, s .606, β 11.669.
const REFERENCE: [(u32, f64, f64, f64, [f64; 4]); 8] = [
    (
        0,
        0.0,
        38.86,
        39.0,
        [0.107_081_468_215_308_8, 0.295_286_604_616_894_1, 0.069_285_184_054_319_79, -0.521_046_294_080_890_3],
    ),
    (
        2,
        30.43,
        38.86,
        39.0,
        [1.455_123_193_257_602, 0.869_167_559_153_011_2, 0.591_937_276_393_536_2, -9.554_283_245_150_406],
    ),
    (
        7,
        29.43,
        38.86,
        52.0,
        [4.721_754_199_763_659, 0.749_501_407_667_034_3, 0.692_842_774_655_382_5, -21.594_643_218_112_61],
    ),
    (
        26,
        30.86,
        31.0,
        52.0,
        [25.458_472_951_428_77, 0.997_918_731_055_158_3, 0.976_189_744_574_044_1, -39.131_671_540_302_77],
    ),
    (
        300,
        37.0,
        38.0,
        26.0,
        [69.270_980_412_746_03, 0.492_265_555_593_510_6, 0.491_296_650_697_739_9, 245.917_768_388_122_6],
    ),
    (
        1,
        1.71,
        38.86,
        52.0,
        [0.217_619_691_309_134_3, 0.168_002_326_724_344_9, 0.095_520_174_859_200_7, -4.450_194_333_881_011],
    ),
    (
        1000,
        100.0,
        104.0,
        26.0,
        [1.261_208_754_939_128e-10, 5.915_405_276_519_479e-13, 5.911_858_409_601_901e-13, 1_192.758_126_823_449],
    ),
    (
        1000,
        103.9,
        104.0,
        26.0,
        [213.029_077_443_122_1, 0.999_163_162_976_887_1, 0.998_564_066_448_016_5, 1_164.602_917_813_717],
    ),
];

fn model() -> ParetoNbd {
    ParetoNbd::new(0.553, 10.578, 0.606, 11.669)
}

#[test]
fn agrees_with_the_closed_forms() {
    for (x, t_x, t, coming, want) in REFERENCE {
        let customer = Summary::new(x, t_x, t);
        let got = [
            model().expected_purchases(&customer, coming),
            model().p_alive(&customer),
            model().p_active(&customer, coming),
            model().log_likelihood(&[customer]).unwrap(),
        ];
        for (got, want) in got.iter().zip(want) {
            assert!((got / want - 1.0).abs() < 1e-11, "x={x} t_x={t_x}: got {got:e}, want {want:e}");
        }
    }
}

#[test]
fn the_integral_of_a_single_power_is_known() {
    for (n, k, alpha, beta, span) in
        [(3.0_f64, 0.0_f64, 2.0_f64, 1e3_f64, 50.0_f64), (0.0, 2.5, 1e4, 1e-4, 1e6), (5e3, 0.0, 1.0, 1.0, 9.0)]
    {
        let (power, scale) = if k == 0.0 { (n, alpha) } else { (k, beta) };
        let want = scale / (power - 1.0) * (1.0 - (1.0 + span / scale).powf(1.0 - power));
        let got = Decay { n, k, alpha, beta }.integral(span);
        assert!((got / want - 1.0).abs() < 1e-11, "got {got:e}, want {want:e}");
    }
}

#[test]
fn waiting_time_is_the_median_of_those_who_return() {
    for (x, t_x, t, _, _) in REFERENCE {
        let customer = Summary::new(x, t_x, t);
        let median = model().waiting_time(&customer, 0.5).unwrap();
        let (decay, _) = model().next_purchase(&customer);
        let share = decay.integral(median) / decay.integral(LONGEST_WAIT);
        assert!((share - 0.5).abs() < 1e-6, "x={x}: {median} gives {share}");
    }
}

#[test]
fn expectation_passes_smoothly_through_s_of_one() {
    let customer = Summary::new(3, 20.0, 30.0);
    let at = |s| ParetoNbd::new(0.5, 10.0, s, 12.0).expected_purchases(&customer, 20.0);
    assert!((at(1.0) - at(1.0 + 1e-9)).abs() < 1e-7 && (at(1.0) - at(1.0 - 1e-9)).abs() < 1e-7);
}
