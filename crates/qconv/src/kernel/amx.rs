//! AMX (Sapphire Rapids and later): `tdpbusd` on tiles of 16 pixels and 16 channels with 64 bytes
//! each, 16384 multiply-accumulates an instruction. Written as assembly because the toolchain's own
//! functions are not stable yet. Sums are requantised by AVX-512.

use std::arch::asm;
use std::arch::x86_64::{__cpuid_count, _mm_mask_storeu_epi8, _mm512_load_si512, _mm512_loadu_ps};
use std::sync::OnceLock;

use super::vnni::{AVX512, Finish, LANES, mask};
use super::{Kernel, Loops, Packing, Rows};
use crate::conv::SLACK;

/// Bytes of a row of a tile, and of input in one step.
const DEPTH: usize = 64;
const _: () = assert!(DEPTH <= SLACK);
/// Pixels of a tile at most.
const HIGH: usize = 16;
/// Tiles of pixels, and vectors of channels, that are summed up at once.
const SIDE: usize = 2;

pub(super) const AMX: Kernel = Kernel {
    name: "amx",
    macs_per_cycle: 1024,
    depth: DEPTH,
    packing: Packing::Fours,
    loops: Loops::Rows(&[rows::<1>, rows::<SIDE>]),
    narrow: Some(&AVX512),
    available,
    ..AVX512
};

/// Whether the processor has AMX for bytes and the system lets this process use it: it wants to be
/// asked once, as each thread's state grows by 8 KB (Linux, `Documentation/arch/x86/xstate.rst`).
fn available() -> bool {
    const REQUEST: i64 = 0x1023;
    const TILE_DATA: i64 = 18;
    const ARCH_PRCTL: i64 = 158;
    const FEATURES: u32 = 1 << 24 | 1 << 25;
    static GRANTED: OnceLock<bool> = OnceLock::new();
    if cfg!(miri) || cfg!(not(target_os = "linux")) || !(AVX512.available)() {
        return false;
    }
    *GRANTED.get_or_init(|| {
        // A processor with AVX-512 has the leaf.
        if __cpuid_count(7, 0).edx & FEATURES != FEATURES {
            return false;
        }
        let answer: i64;
        // SAFETY: a system call of three numbers, which widens what the system keeps of a thread.
        unsafe {
            asm!(
                "syscall",
                inlateout("rax") ARCH_PRCTL => answer,
                in("rdi") REQUEST,
                in("rsi") TILE_DATA,
                lateout("rcx") _,
                lateout("r11") _,
                options(nostack),
            );
        }
        answer == 0
    })
}

/// What `ldtilecfg` reads.
#[repr(C, align(64))]
struct Shapes {
    palette: u8,
    start: u8,
    reserved: [u8; 14],
    /// Bytes of a row of each tile.
    width: [u16; 16],
    height: [u8; 16],
}

impl Shapes {
    /// Sums in tiles 0 to 3 and pixels in 4 and 5, of so many pixels; weights in 6 and 7.
    fn new(pixels: u8) -> Self {
        let mut shapes = Self {
            palette: 1,
            start: 0,
            reserved: [0; 14],
            width: [0; 16],
            height: [0; 16],
        };
        for tile in 0..8 {
            shapes.width[tile] = 64;
            shapes.height[tile] = if tile < 6 { pixels } else { 16 };
        }
        shapes
    }
}

/// Sums of a tile of pixels and a vector of channels, `[pixel][channel]`.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Sums([[i32; LANES]; HIGH]);

/// # Safety
/// The contract of [`Rows`] with N vectors, 1 or 2.
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
unsafe fn rows<const N: usize>(rows: &Rows<'_>) {
    let pixels = HIGH.min(rows.width);
    #[expect(clippy::cast_possible_truncation, reason = "16 at most")]
    let shapes = Shapes::new(pixels as u8);
    // SAFETY: the machine has the instructions; the tiles are nobody else's.
    unsafe {
        asm!("ldtilecfg [{}]", in(reg) &raw const shapes, options(nostack, readonly));
    }
    let mut sums = [Sums([[0; LANES]; HIGH]); SIDE * SIDE];
    // The last tile of a row goes over pixels of the one before where the width wants it so.
    let across = rows.width.div_ceil(HIGH);
    let at = |tile: usize| {
        let (row, column) = (
            tile / across,
            (tile % across * HIGH).min(rows.width - pixels),
        );
        rows.pixel(row, column)
    };
    let tiles = rows.height * across;
    for tile in (0..tiles).step_by(SIDE) {
        let ((x0, y0), (x1, y1)) = (at(tile), at((tile + 1).min(tiles - 1)));
        // SAFETY: the contract: each of the pixels of both tiles is one that is to be computed.
        unsafe {
            if tile + 1 < tiles {
                sum::<SIDE, N>(rows, [x0, x1], &mut sums);
                finish::<N>(rows, pixels, y1, &sums[SIDE..]);
            } else {
                sum::<1, N>(rows, [x0, x0], &mut sums);
            }
            finish::<N>(rows, pixels, y0, &sums[..SIDE]);
        }
    }
    // SAFETY: as above.
    unsafe {
        asm!("tilerelease", options(nostack, nomem));
    }
}

/// Sums of P tiles of pixels, whose first taps start at `x`, and of N vectors of channels.
///
/// # Safety
/// The contract of [`Rows`]; tiles are set to the shapes of [`Shapes`].
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
unsafe fn sum<const P: usize, const N: usize>(
    rows: &Rows<'_>,
    x: [*const u8; SIDE],
    sums: &mut [Sums; SIDE * SIDE],
) {
    // SAFETY: the contract; reads 16 values of bias for each vector, `taps * groups * N` tiles of
    // weights, and of each pixel 64 bytes for each tap and group.
    unsafe {
        asm!(
            // All rows of a tile from one line of biases.
            "xor {group:e}, {group:e}",
            "tileloadd tmm0, [{bias} + {group}]",
            ".if {p} == 2",
            "tileloadd tmm2, [{bias} + {group}]",
            ".endif",
            ".if {n} == 2",
            "tileloadd tmm1, [{bias} + {group} + 64]",
            ".if {p} == 2",
            "tileloadd tmm3, [{bias} + {group} + 64]",
            ".endif",
            ".endif",
            "2:",
            "mov {a}, [{tap}]",
            ".if {p} == 2",
            "lea {b}, [{x1} + {a}]",
            ".endif",
            "add {a}, {x0}",
            "mov {group}, {groups}",
            "3:",
            "tileloadd tmm6, [{weights} + {line}]",
            "tileloadd tmm4, [{a} + {pixel}]",
            "tdpbusd tmm0, tmm4, tmm6",
            ".if {p} == 2",
            "tileloadd tmm5, [{b} + {pixel}]",
            "tdpbusd tmm2, tmm5, tmm6",
            ".endif",
            ".if {n} == 2",
            "tileloadd tmm7, [{weights} + {line} + 1024]",
            "tdpbusd tmm1, tmm4, tmm7",
            ".if {p} == 2",
            "tdpbusd tmm3, tmm5, tmm7",
            ".endif",
            ".endif",
            "add {a}, 64",
            ".if {p} == 2",
            "add {b}, 64",
            ".endif",
            "add {weights}, {n} * 1024",
            "dec {group}",
            "jnz 3b",
            "add {tap}, 8",
            "cmp {tap}, {end}",
            "jne 2b",
            "tilestored [{sums} + {line}], tmm0",
            ".if {n} == 2",
            "tilestored [{sums} + {line} + 1024], tmm1",
            ".endif",
            ".if {p} == 2",
            "tilestored [{sums} + {line} + 2048], tmm2",
            ".if {n} == 2",
            "tilestored [{sums} + {line} + 3072], tmm3",
            ".endif",
            ".endif",
            p = const P,
            n = const N,
            bias = in(reg) rows.bias,
            x0 = in(reg) x[0],
            x1 = in(reg) x[1],
            tap = inout(reg) rows.taps.as_ptr() => _,
            end = in(reg) rows.taps.as_ptr_range().end,
            groups = in(reg) rows.groups,
            weights = inout(reg) rows.weights => _,
            line = in(reg) 64_usize,
            pixel = in(reg) rows.x_pixel,
            a = out(reg) _,
            b = out(reg) _,
            group = out(reg) _,
            sums = in(reg) sums.as_mut_ptr(),
            out("tmm0") _, out("tmm1") _, out("tmm2") _, out("tmm3") _,
            out("tmm4") _, out("tmm5") _, out("tmm6") _, out("tmm7") _,
            options(nostack),
        );
    }
}

/// Requantises and stores the sums of a tile of pixels.
///
/// # Safety
/// The contract of [`Rows`]; `y` is where the first of so many pixels goes.
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl")]
unsafe fn finish<const N: usize>(rows: &Rows<'_>, pixels: usize, y: *mut u8, sums: &[Sums]) {
    let finish = Finish::new(rows.zero);
    for n in 0..N {
        let mask = mask(rows.channels.saturating_sub(n * LANES));
        // SAFETY: the contract: N * LANES parameters; of each pixel only `channels` are stored.
        unsafe {
            let factor = _mm512_loadu_ps(rows.factor.add(n * LANES));
            for (p, sums) in sums[n].0.iter().enumerate().take(pixels) {
                let bytes = finish.bytes(_mm512_load_si512(sums.as_ptr().cast()), factor);
                let target = y.add(p * rows.y_pixel + n * LANES);
                _mm_mask_storeu_epi8(target.cast(), mask, bytes);
            }
        }
    }
}
