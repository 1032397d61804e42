//! Many faults in a row, drawn from a seed: nothing may leak.

use anyhow::{Context as _, ensure};

use super::faults::Scene;
use crate::{faults::FAULTS, guest::Guest, random::Random};

/// How many, and from which seed.
const COUNT: usize = 100;
const SEED: u64 = 20_261_122;
/// Faults after which the service has touched all memory that it ever needs.
const WARM_UP: usize = 20;
/// Growth from then on that is none, KiB: the allocator keeps what was freed in pages of its own.
const GROWTH_KIB_MAX: u64 = 4096;

/// One hundred faults; memory and descriptors at the end are those after the first twenty.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    let mut scene = Scene::start(guest, "storm")?;
    let mut random = Random::new(SEED);
    let mut warm = scene.product().cost(guest)?;
    for number in 1..=COUNT {
        let fault = random.pick(&FAULTS).context("there are faults")?;
        scene
            .one(guest, fault)
            .with_context(|| format!("fault {number} of seed {SEED}, {}", fault.name))?;
        if number == WARM_UP {
            warm = scene.product().cost(guest)?;
        }
    }
    let end = scene.product().cost(guest)?;
    ensure!(
        end.files <= warm.files,
        "{} files were open after {WARM_UP} faults, {} at the end",
        warm.files,
        end.files
    );
    ensure!(
        end.resident_kib <= warm.resident_kib + GROWTH_KIB_MAX,
        "{} KiB resident after {WARM_UP} faults, {} at the end",
        warm.resident_kib,
        end.resident_kib
    );
    scene.stop(guest)?;
    Ok(format!(
        "{COUNT} faults of seed {SEED}: {} files open before and {} after, {} and {} KiB resident",
        warm.files, end.files, warm.resident_kib, end.resident_kib
    ))
}
