use std::time::Duration;

use crate::{anatomy::View, exam::ItemState};

use super::{pipeline::Reading, state::State};

/// Events that can wait for the one who takes them: 8 seconds of frames.
pub const EVENTS_MAX: usize = 256;

/// What happened, for logs and records. None is ever dropped.
#[derive(Clone, Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "a box would cost an allocation a frame"
)]
pub enum Event {
    /// A frame came and was read, or the model failed in it.
    Frame(Reading),
    /// The service does something else now.
    State(State),
    /// The view changed.
    View {
        /// Time of the frame.
        time: Duration,
        /// The view now.
        view: View,
    },
    /// An item of the checklist changed its state.
    Item {
        /// Time of the frame.
        time: Duration,
        /// The item's identifier.
        id: String,
        /// Its state now.
        state: ItemState,
    },
}
