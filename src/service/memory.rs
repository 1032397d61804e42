//! What the process uses: allocations counted, peak resident memory.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    fs,
    sync::atomic::{AtomicU64, Ordering},
};

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

/// The system's allocator with a count in front; the binary installs it so that `bench` can say
/// how many allocations a frame costs.
#[derive(Debug)]
pub struct CountingAllocator;

// SAFETY: every call goes to the system's allocator with its arguments unchanged; counting is one
// atomic addition and neither allocates nor panics.
unsafe impl GlobalAlloc for CountingAllocator {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `GlobalAlloc::alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `GlobalAlloc::dealloc`.
        unsafe { System.dealloc(ptr, layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `GlobalAlloc::alloc_zeroed`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn realloc(&self, ptr: *mut u8, layout: Layout, new_size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the contract of `GlobalAlloc::realloc`.
        unsafe { System.realloc(ptr, layout, new_size) }
    }
}

/// Allocations since the start, by all threads; stays 0 where [`CountingAllocator`] is not
/// installed.
#[must_use]
pub fn allocations() -> u64 {
    ALLOCATIONS.load(Ordering::Relaxed)
}

/// The most memory that the process had resident so far, in bytes; `None` where the system does
/// not say (`VmHWM` in `/proc/self/status`).
#[must_use]
pub fn resident_bytes_max() -> Option<u64> {
    high_water_bytes(&fs::read_to_string("/proc/self/status").ok()?)
}

/// Lets [`resident_bytes_max`] begin anew with what is resident now; false where the system does
/// not allow it (`5` to `/proc/self/clear_refs`, see proc(5)).
#[must_use]
pub fn reset_resident_bytes_max() -> bool {
    fs::write("/proc/self/clear_refs", "5").is_ok()
}

fn high_water_bytes(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::{high_water_bytes, resident_bytes_max};

    #[test]
    fn reads_the_high_water_mark() {
        assert_eq!(
            high_water_bytes("Name:\tx\nVmHWM:\t    2048 kB\n"),
            Some(2_097_152)
        );
        assert_eq!(high_water_bytes("Name:\tx\n"), None);
        assert!(resident_bytes_max().is_some_and(|b| b > 100_000));
    }
}
