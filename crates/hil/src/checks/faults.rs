//! Every fault of the table, one after another, while the service runs.

use anyhow::{Context as _, bail};

use crate::{
    faults::{Expected, FAULTS, Fault, GOOD},
    guest::Guest,
    product::Product,
    states,
};

/// Each fault is named within its limit, and passes when it is taken away.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    for act in GOOD {
        guest.act(act)?;
    }
    let mut product = Product::start(guest, "faults")?;
    let mut failed = Vec::new();
    for fault in FAULTS {
        match one(guest, &mut product, &fault) {
            Ok(seen) => println!("      {:<26} {seen}", fault.name),
            Err(error) => {
                println!("      {:<26} FAILED: {error:#}", fault.name);
                failed.push(fault.name);
                // Back to a good signal, or nothing that follows can be judged.
                for act in fault.clear.iter().chain(&GOOD) {
                    let _ = guest.act(*act);
                }
                let limit = guest.at_most(fault.back_s);
                product
                    .wait_pictures(guest, limit)
                    .with_context(|| format!("after {}, pictures do not come back", fault.name))?;
            }
        }
    }
    product.stop(guest)?;
    if !failed.is_empty() {
        bail!(
            "{} of {} faults: {}",
            failed.len(),
            FAULTS.len(),
            failed.join(", ")
        );
    }
    Ok(format!(
        "{} faults, each named in time and survived",
        FAULTS.len()
    ))
}

/// Brings a fault about and takes it away.
pub fn one(guest: &mut Guest, product: &mut Product, fault: &Fault) -> anyhow::Result<String> {
    product.forget();
    for act in fault.trigger {
        guest.act(*act)?;
    }
    let limit = guest.at_most(fault.limit_s);
    let seen = match fault.expected {
        Expected::State(names) => {
            let wanted = |state: &str| names.contains(&state);
            let came = product.wait_state(guest, limit, wanted);
            let (state, took) = came.with_context(|| format!("expected {}", names.join(" or ")))?;
            format!("{state} after {:.2} s", took.as_secs_f64())
        }
        Expected::Nothing => {
            let gone = |state: &str| !states::has_pictures(state);
            if let Some((state, took)) = product.watch(guest, limit, gone)? {
                let took = took.as_secs_f64();
                bail!("expected nothing, and {state} came after {took:.2} s");
            }
            "nothing, as it should".to_owned()
        }
    };
    for act in fault.clear {
        guest.act(*act)?;
    }
    let limit = guest.at_most(fault.back_s);
    let back = product
        .wait_settled(guest, limit)
        .context("the fault was taken away and pictures do not come back")?;
    let back = back.as_secs_f64();
    Ok(format!("{seen}, pictures again after {back:.2} s"))
}
