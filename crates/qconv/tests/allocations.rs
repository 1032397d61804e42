//! A run allocates nothing, in any number of threads. A program without the test harness, as the count
//! is that of all threads.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use qconv::{
    ByteType, Conv, Grid, Input, Kernel, Net, Output, Program, Runner, THREADS_MAX, Window,
};

struct Counting;

static COUNT: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all is handed to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller's contract.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        // SAFETY: the caller's contract.
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A net with every kind of layer.
fn net() -> Net {
    let grid = Grid::u8(0.05, 128);
    let conv = |inputs: usize, groups: usize, channels: usize| Conv {
        x: grid,
        y: grid,
        channels,
        weights: vec![3; channels * inputs / groups * 9],
        weight_scales: vec![0.01],
        bias: Vec::new(),
        window: Window::square(3, 1, 1),
        groups,
    };
    let mut net = Net::default();
    let x = net.real_input([3, 24, 20], grid).unwrap();
    let a = net.conv("a", x, conv(3, 1, 16)).unwrap();
    let d = net.conv("d", a, conv(16, 16, 16)).unwrap();
    let map = net.map("map", d, (grid, grid), f32::tanh).unwrap();
    let sum = net.add("sum", [(map, grid), (a, grid)], grid).unwrap();
    let product = net
        .multiply("product", [(sum, grid), (a, grid)], grid)
        .unwrap();
    let most = net
        .max_pool("most", product, Window::square(2, 2, 0))
        .unwrap();
    let mean = net.average_pool("mean", sum, (Window::square(2, 2, 0), true), (grid, grid));
    let both = net.concat("both", &[most, mean.unwrap()]).unwrap();
    let up = net.upsample("up", both, [2, 2]).unwrap();
    let blocks = net.depth_to_space("blocks", up, 2, true).unwrap();
    let all = net.global_average("all", blocks, (grid, grid)).unwrap();
    assert_eq!(net.kind(all), ByteType::U8);
    net.real_output("y", all, grid).unwrap();
    net.output(up);
    net
}

fn main() {
    let net = net();
    for kernel in Kernel::all() {
        for threads in 1..=THREADS_MAX {
            let mut runner = Runner::new(Arc::new(Program::new(&net, kernel)), threads);
            let x = vec![0.5; 3 * 24 * 20];
            let (mut mean, mut up) = (vec![0.0; 8], vec![0; 32 * 24 * 20]);
            let mut outputs = [Output::Real(&mut mean), Output::Bytes(&mut up)];
            let before = COUNT.load(Ordering::Relaxed);
            for _ in 0..20 {
                runner.run(&[Input::Real(&x)], &mut outputs).unwrap();
            }
            let count = COUNT.load(Ordering::Relaxed) - before;
            assert_eq!(
                count, 0,
                "{kernel:?}, {threads} threads: allocations in 20 runs"
            );
        }
    }
}
