//! Every kernel of this machine gives the bytes of the standard's text, for random convolutions.
//!
//! `QCONV_CASES=20000 cargo test -p qconv --release --test exact` for the full number.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests")]

mod reference;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use qconv::{ByteType, Conv, Grid, Input, Kernel, Net, Output, Program, Runner, Window};
use reference::{Plain, limits};

/// Numbers that look random and follow from the seed.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn between(&mut self, low: i32, high: i32) -> i32 {
        low + self.next((high - low + 1) as u64) as i32
    }

    /// Often an end of the range.
    fn extreme(&mut self, low: i32, high: i32) -> i32 {
        match self.next(4) {
            0 => low,
            1 => high,
            _ => self.between(low, high),
        }
    }
}

#[derive(Clone, Debug)]
struct Case {
    conv: Conv,
    x: Plain,
    threads: usize,
}

fn kinds() -> impl Strategy<Value = ByteType> {
    prop_oneof![Just(ByteType::U8), Just(ByteType::S8)]
}

fn grid(numbers: &mut Numbers, kind: ByteType, scale: f32) -> Grid {
    let (low, high) = limits(kind);
    let zero = numbers.extreme(low, high);
    Grid { scale, zero, kind }
}

prop_compose! {
    fn windows()(
        kernel in [1_usize..5, 1_usize..5],
        strides in [1_usize..4, 1_usize..4],
        dilations in [1_usize..3, 1_usize..3],
        pads in [0_usize..4, 0_usize..4, 0_usize..4, 0_usize..4],
    ) -> Window {
        Window { kernel, strides, dilations, pads }
    }
}

/// Groups, channels in and out of a group. The last arm is depthwise.
fn channels() -> impl Strategy<Value = (usize, usize, usize)> {
    prop_oneof![
        4 => (Just(1_usize), 1_usize..40, 1_usize..70),
        1 => (2_usize..4, 1_usize..6, 1_usize..6),
        1 => (2_usize..70, Just(1_usize), Just(1_usize)),
    ]
}

prop_compose! {
    fn cases()(
        window in windows(),
        (groups, within, each) in channels(),
        height in 1_usize..12,
        width in 1_usize..20,
        x_kind in kinds(),
        y_kind in kinds(),
        per_channel in any::<bool>(),
        saturating in any::<bool>(),
        wide_weights in any::<bool>(),
        biased in any::<bool>(),
        gain in 0_i32..10,
        seed in any::<u64>(),
    ) -> Case {
        let mut numbers = Numbers(seed);
        let shape = [groups * within, height, width];
        let (low, high) = limits(x_kind);
        let count = shape.iter().product::<usize>();
        let draw = |numbers: &mut Numbers, low, high| if saturating {
            numbers.extreme(low, high)
        } else {
            numbers.between(low, high)
        };
        let values = (0..count).map(|_| draw(&mut numbers, low, high)).collect();
        let output = groups * each;
        let taps = window.kernel[0] * window.kernel[1];
        let most = if wide_weights { 255 } else { 128 };
        let least = -most;
        let weights = (0..output * within * taps)
            .map(|_| draw(&mut numbers, least, most - i32::from(most == 128)) as i16)
            .collect();
        let scales = if per_channel { output } else { 1 };
        let weight_scales = (0..scales).map(|_| 0.5_f32.powi(numbers.between(5, 9))).collect();
        let bias = if biased {
            (0..output).map(|_| numbers.extreme(-100_000, 100_000)).collect()
        } else {
            Vec::new()
        };
        // Powers of two make ties, the other factor makes none.
        let odd = if numbers.next(2) == 0 { 1.0 } else { 0.123_456_7 };
        let conv = Conv {
            x: grid(&mut numbers, x_kind, 1.0),
            y: grid(&mut numbers, y_kind, odd * 2_f32.powi(gain - 5)),
            channels: output,
            weights,
            weight_scales,
            bias,
            window,
            groups,
        };
        // Mostly one thread: others cost more to start than to run.
        let threads = 1 + (numbers.next(32) as usize).saturating_sub(28);
        Case { conv, x: Plain { shape, values }, threads }
    }
}

fn run(net: &Net, kernel: Kernel, threads: usize, x: &[u8], count: usize) -> Vec<u8> {
    let mut runner = Runner::new(Arc::new(Program::new(net, kernel)), threads);
    let mut y = vec![0; count];
    // Twice: nothing of the first run may be left.
    for _ in 0..2 {
        runner
            .run(&[Input::Bytes(x)], &mut [Output::Bytes(&mut y)])
            .unwrap();
    }
    y
}

fn number_of_cases() -> u32 {
    let set = std::env::var("QCONV_CASES").ok();
    set.map_or(300, |n| n.parse().expect("QCONV_CASES is a number"))
}

#[test]
fn every_kernel_gives_the_bytes_of_the_standard() {
    let config = Config {
        cases: if cfg!(miri) { 3 } else { number_of_cases() },
        failure_persistence: None,
        max_global_rejects: 1_000_000,
        ..Config::default()
    };
    // The same cases on every machine.
    let numbers = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, numbers);
    let of_kernel = RefCell::new(BTreeMap::<&str, u32>::new());
    let test = |case: Case| {
        let mut net = Net::default();
        let x = net.input(case.x.shape, case.conv.x.kind).unwrap();
        // A window larger than its input is told, and none of this test.
        let Ok(y) = net.conv("conv", x, case.conv.clone()) else {
            return Err(TestCaseError::reject("no output"));
        };
        net.output(y);
        let [_, h, w] = net.shape(y);
        let expected = reference::conv(&case.x, &case.conv, [h, w]).bytes();
        let bytes = case.x.bytes();
        for kernel in Kernel::all() {
            let is = run(&net, kernel, case.threads, &bytes, expected.len());
            prop_assert_eq!(&is, &expected, "{:?}", kernel);
            *of_kernel.borrow_mut().entry(kernel.name).or_insert(0) += 1;
        }
        Ok(())
    };
    runner.run(&cases(), test).unwrap();
    println!(
        "convolutions that gave the standard's bytes: {:?}",
        of_kernel.borrow()
    );
}
