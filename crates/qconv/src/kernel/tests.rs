use super::{ALL, Kernel};

#[test]
fn the_plain_kernel_is_always_there_and_the_best_one_comes_first() {
    assert_eq!(ALL.last().map(|kernel| kernel.name), Some("portable"));
    assert!(Kernel::named("portable").is_some());
    assert!(Kernel::named("abacus").is_none());
    let all: Vec<_> = Kernel::all().map(|kernel| kernel.macs_per_cycle).collect();
    assert!(all.is_sorted_by(|a, b| a >= b), "{all:?}");
    assert_eq!(Kernel::best().macs_per_cycle, all[0]);
}
