//! Takes what a person does with keyboards, foot switches and touch panels of the board.

use crate::input::{Asking, Devices};

use super::{
    heartbeat::Pulse,
    live::Hands,
    stop::{NOTICE_MAX, Stop},
};

/// Takes it until the service ends.
pub(super) fn take_devices(hands: Hands, asking: &Asking, stop: &Stop, pulse: &Pulse) {
    let mut devices = Devices::new(hands.devices, hands.keys, hands.rotation);
    while !stop.is_set() {
        devices.take(NOTICE_MAX, asking);
        pulse.beat();
    }
}
