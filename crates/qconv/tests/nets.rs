//! Layers together: what lies side by side in one buffer, what needs a copy, edges of a net,
//! threads. Each net is compared with plain tensors, computed layer by layer.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod reference;

use std::sync::Arc;

use qconv::{
    ByteType, Conv, Error, Grid, Input, Kernel, Net, Output, Program, Runner, TensorId, Window,
};
use reference::Plain;

/// A picture whose bytes differ from neighbour to neighbour.
fn picture(shape: [usize; 3], seed: usize) -> Plain {
    let count = shape.iter().product::<usize>();
    let value = |i: usize| ((i * 89 + i / 7 * 31 + seed * 57) % 256) as i32;
    Plain {
        shape,
        values: (0..count).map(value).collect(),
    }
}

/// A u8 convolution whose weights follow from the seed.
fn layer(inputs: usize, channels: usize, kernel: usize, zeros: [u8; 2], seed: usize) -> Conv {
    let count = channels * inputs * kernel * kernel;
    Conv {
        x: Grid::u8(0.5, zeros[0]),
        y: Grid::u8(40.0, zeros[1]),
        channels,
        weights: (0..count)
            .map(|i| ((i * 37 + seed * 11) % 255) as i16 - 127)
            .collect(),
        weight_scales: vec![0.25],
        bias: (0..channels).map(|c| c as i32 * 50 - 100).collect(),
        window: Window::square(kernel, 1, kernel / 2),
        groups: 1,
    }
}

fn conv(x: &Plain, conv: &Conv) -> Plain {
    reference::conv(x, conv, [x.shape[1], x.shape[2]])
}

fn concat(parts: &[&Plain]) -> Plain {
    let channels = parts.iter().map(|p| p.shape[0]).sum();
    Plain {
        shape: [channels, parts[0].shape[1], parts[0].shape[2]],
        values: parts.iter().flat_map(|p| p.values.clone()).collect(),
    }
}

/// Runs a net of one input and some outputs of bytes on every kernel, with one and three threads.
fn check(net: &Net, x: &Plain, expected: &[&Plain]) {
    for kernel in Kernel::all() {
        for threads in [1, 3] {
            let program = Arc::new(Program::new(net, kernel));
            let mut runner = Runner::new(program, threads);
            let mut made: Vec<Vec<u8>> = expected.iter().map(|p| vec![0; p.values.len()]).collect();
            for _ in 0..2 {
                let mut outputs: Vec<_> = made.iter_mut().map(|m| Output::Bytes(m)).collect();
                runner
                    .run(&[Input::Bytes(&x.bytes())], &mut outputs)
                    .unwrap();
            }
            for (number, (made, expected)) in made.iter().zip(expected).enumerate() {
                assert_eq!(*made, expected.bytes(), "{kernel:?}, output {number}");
            }
        }
    }
}

fn steps(net: &Net) -> Vec<String> {
    let program = Program::new(net, Kernel::best());
    program
        .steps()
        .iter()
        .map(|step| step.what.clone())
        .collect()
}

#[test]
fn a_neck_with_an_upsampled_part_copies_nothing() {
    let x = picture([3, 4, 10], 0);
    let (a, b, c) = (
        layer(3, 11, 3, [7, 0], 1),
        layer(11, 5, 3, [0, 0], 2),
        layer(16, 4, 3, [0, 9], 3),
    );
    let mut net = Net::default();
    let input = net.input(x.shape, ByteType::U8).unwrap();
    let ta = net.conv("a", input, a.clone()).unwrap();
    let tb = net.conv("b", ta, b.clone()).unwrap();
    let half = net.max_pool("half", tb, Window::square(2, 2, 0)).unwrap();
    let up = net.upsample("up", half, [2, 2]).unwrap();
    let both = net.concat("both", &[up, ta]).unwrap();
    let tc = net.conv("c", both, c.clone()).unwrap();
    net.output(tc);
    net.output(ta);
    assert_eq!(
        steps(&net),
        [
            "conv 3x3/1",
            "conv 3x3/1",
            "max pool",
            "upsample",
            "conv 3x3/1"
        ]
    );

    let pa = conv(&x, &a);
    let pb = conv(&pa, &b);
    let mut up = pb.clone();
    for channel in 0..5 {
        for (y, x) in (0..4).flat_map(|y| (0..10).map(move |x| (y, x))) {
            let (y0, x0) = (y / 2 * 2, x / 2 * 2);
            let of = |dy: usize, dx: usize| pb.values[(channel * 4 + y0 + dy) * 10 + x0 + dx];
            let most = of(0, 0).max(of(0, 1)).max(of(1, 0)).max(of(1, 1));
            up.values[(channel * 4 + y) * 10 + x] = most;
        }
    }
    check(&net, &x, &[&conv(&concat(&[&up, &pa]), &c), &pa]);
}

#[test]
fn a_layer_that_reads_a_part_of_what_it_writes_to_is_kept_apart() {
    let x = picture([4, 5, 6], 1);
    let (a, b) = (layer(4, 6, 1, [0, 3], 1), layer(6, 7, 3, [3, 3], 2));
    let mut net = Net::default();
    let input = net.input(x.shape, ByteType::U8).unwrap();
    let ta = net.conv("a", input, a.clone()).unwrap();
    let tb = net.conv("b", ta, b.clone()).unwrap();
    let both = net.concat("both", &[ta, tb]).unwrap();
    let twice = net.concat("twice", &[both, ta, both]).unwrap();
    net.output(both);
    net.output(twice);
    let pa = conv(&x, &a);
    let pb = conv(&pa, &b);
    let both = concat(&[&pa, &pb]);
    check(&net, &x, &[&both, &concat(&[&both, &pa, &both])]);
}

#[test]
fn readers_that_pad_with_other_bytes_have_their_own_border() {
    let x = picture([5, 6, 7], 2);
    let (a, b) = (layer(5, 4, 3, [7, 0], 1), layer(5, 4, 3, [200, 0], 2));
    let mut net = Net::default();
    let input = net.input(x.shape, ByteType::U8).unwrap();
    let ta = net.conv("a", input, a.clone()).unwrap();
    let tb = net.conv("b", input, b.clone()).unwrap();
    net.output(ta);
    net.output(tb);
    check(&net, &x, &[&conv(&x, &a), &conv(&x, &b)]);
}

/// A net of one layer that `add` adds, on a u8 picture of [8, 4, 6].
fn single(add: impl Fn(&mut Net, TensorId) -> TensorId) -> (Net, Plain) {
    let x = picture([8, 4, 6], 3);
    let mut net = Net::default();
    let input = net.input(x.shape, ByteType::U8).unwrap();
    let y = add(&mut net, input);
    net.output(y);
    (net, x)
}

#[test]
fn depth_to_space_has_both_orders() {
    for dcr in [true, false] {
        let (net, x) = single(|net, input| net.depth_to_space("d", input, 2, dcr).unwrap());
        let mut y = Plain {
            shape: [2, 8, 12],
            values: vec![0; x.values.len()],
        };
        for (i, value) in y.values.iter_mut().enumerate() {
            let (c, row, column) = (i / 96, i / 12 % 8, i % 12);
            let within = row % 2 * 2 + column % 2;
            let from = if dcr { within * 2 + c } else { c * 4 + within };
            *value = x.values[(from * 4 + row / 2) * 6 + column / 2];
        }
        check(&net, &x, &[&y]);
    }
}

#[test]
fn sums_tables_and_means_follow_their_formulas() {
    let (a, b, y) = (Grid::u8(0.1, 3), Grid::u8(0.07, 100), Grid::s8(0.15, -5));
    let (net, x) = single(|net, input| net.add("add", [(input, a), (input, b)], y).unwrap());
    let sum = |q: &i32| (q - 3) as f32 * 0.1 + (q - 100) as f32 * 0.07;
    let plain = |f: &dyn Fn(&i32) -> f32, grid: Grid| Plain {
        shape: x.shape,
        values: x
            .values
            .iter()
            .map(|q| reference::saturate(f(q) / grid.scale, grid))
            .collect(),
    };
    check(&net, &x, &[&plain(&sum, y)]);

    let sigmoid = |x: f32| 1.0 / (1.0 + (-x).exp());
    let y = Grid::u8(1.0 / 256.0, 0);
    let (net, _) = single(|net, input| net.map("sigmoid", input, (b, y), sigmoid).unwrap());
    check(
        &net,
        &x,
        &[&plain(&|q| sigmoid((q - 100) as f32 * 0.07), y)],
    );

    let y = Grid::u8(0.05, 10);
    let (net, _) = single(|net, input| net.global_average("mean", input, (a, y)).unwrap());
    let mean = |c: &[i32]| {
        let sum: i32 = c.iter().map(|q| q - 3).sum();
        reference::saturate(sum as f32 * (0.1 / (24.0 * 0.05)), y)
    };
    let values = x.values.chunks(24).map(mean).collect();
    check(
        &net,
        &x,
        &[&Plain {
            shape: [8, 1, 1],
            values,
        }],
    );
}

#[test]
fn real_values_are_quantised_and_brought_back_at_the_edges() {
    let grid = Grid::s8(0.5, 10);
    let mut net = Net::default();
    let input = net.real_input([2, 1, 3], grid).unwrap();
    net.real_output("y", input, grid).unwrap();
    let x = [0.25, 0.75, -80.0, 1e9, f32::NAN, 3.2];
    for kernel in Kernel::all() {
        let mut runner = Runner::new(Arc::new(Program::new(&net, kernel)), 1);
        let mut y = [0.0; 6];
        runner
            .run(&[Input::Real(&x)], &mut [Output::Real(&mut y)])
            .unwrap();
        // Halves go to the even step; the grid ends at 58.5 and -69.
        assert_eq!(y, [0.0, 1.0, -69.0, 58.5, 0.0, 3.0]);
        let misfit = runner.run(&[Input::Real(&x[1..])], &mut [Output::Real(&mut y)]);
        assert!(misfit.unwrap_err().to_string().starts_with("input 0"));
        assert!(
            runner
                .run(&[Input::Bytes(&[0; 6])], &mut [Output::Real(&mut y)])
                .is_err()
        );
        assert!(runner.run(&[Input::Real(&x)], &mut []).is_err());
    }
}

#[test]
fn what_contradicts_itself_is_refused_with_the_name_of_the_layer() {
    let mut net = Net::default();
    let x = net.input([4, 5, 6], ByteType::U8).unwrap();
    let good = layer(4, 6, 3, [0, 0], 0);
    type Fault = Box<dyn Fn(&mut Conv)>;
    let faults: [(&str, Fault); 7] = [
        ("weights", Box::new(|c| c.weights.truncate(3))),
        ("groups", Box::new(|c| c.groups = 3)),
        ("scale", Box::new(|c| c.weight_scales = vec![0.0])),
        (
            "weight scales",
            Box::new(|c| c.weight_scales = vec![1.0; 2]),
        ),
        ("biases", Box::new(|c| c.bias = vec![1])),
        ("zero point", Box::new(|c| c.y.zero = 256)),
        ("window", Box::new(|c| c.window.pads = [0, 0, 0, 1 << 20])),
    ];
    for (word, fault) in faults {
        let mut bad = good.clone();
        fault(&mut bad);
        let error = net.conv("middle", x, bad).unwrap_err();
        assert!(
            matches!(&error, Error::Invalid { node, .. } if node == "middle"),
            "{error}"
        );
        assert!(error.to_string().contains(word), "{word}: {error}");
    }
    let mut signed = good;
    signed.x = Grid::s8(1.0, 0);
    assert!(net.conv("middle", x, signed).is_err());
}
