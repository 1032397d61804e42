//! Keys of the board's own keyboard, which is pulled out and plugged in again.

use anyhow::{Context as _, ensure};

use crate::{
    faults::GOOD,
    guest::{Guest, until},
    product::Product,
};

const BOARD: &str = "[exam]\nbegin = \"on_command\"\n[input]\ndevices = [\"any\"]\n\
                     [input.keys]\nKEY_R = \"nothing\"\nKEY_G = \"resume\"\n";
/// How long a key may take, and a keyboard to be taken again, seconds on a board.
const ANSWER_S: f64 = 3.0;

/// Keys begin, end and resume an exam; a keyboard that comes back is taken again.
pub fn check(guest: &mut Guest) -> anyhow::Result<String> {
    for act in GOOD {
        guest.act(act)?;
    }
    let name = guest.must("cat /sys/class/input/event*/device/name")?;
    ensure!(name.contains("Keyboard"), "no keyboard among {name}");
    let product = Product::start_on(guest, "input", "pack", BOARD)?;
    pressed(guest, &product, "b", "running")?;
    // Neither a key that asks for nothing nor one that the site has taken away does anything.
    let before = product.course().len();
    for key in ["q", "r"] {
        guest.press(key)?;
    }
    pressed(guest, &product, "e", "review")?;
    ensure!(
        product.course().len() == before + 1,
        "more was done than was asked for"
    );
    let driver = "/sys/bus/virtio/drivers/virtio_input";
    let device = guest.must(&format!("ls {driver} | grep virtio"))?;
    let device = device.trim();
    guest.must(&format!("echo {device} >{driver}/unbind"))?;
    let gone = until(guest.at_most(ANSWER_S), || {
        Ok(product
            .has_logged("taken again when it is back")
            .then_some(()))
    })?;
    gone.context("that the keyboard is gone is not said")?;
    guest.must(&format!("echo {device} >{driver}/bind"))?;
    pressed(guest, &product, "g", "running")?;
    product.stop(guest)?;
    Ok("begin, end and resume by keys; a keyboard that came back was taken again".to_owned())
}

/// Presses a key until the exam is in that state.
fn pressed(guest: &mut Guest, product: &Product, key: &str, state: &str) -> anyhow::Result<()> {
    let limit = guest.at_most(ANSWER_S);
    let done = until(limit, || {
        if product.course().last().is_some_and(|now| now == state) {
            return Ok(Some(()));
        }
        guest.press(key)?;
        std::thread::sleep(std::time::Duration::from_millis(300));
        Ok(None)
    })?;
    done.with_context(|| format!("the key {key} does not bring the exam to {state}"))
}
