use std::time::Duration;

use crate::{
    anatomy::View,
    exam::{self, ItemState, Said, Unsaid},
};

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
    /// The exam goes on otherwise, by itself or because the examiner said so, or it does not.
    Exam {
        /// The time, as the log of the exam has it.
        time: Duration,
        /// The state of the exam now.
        state: exam::protocol::State,
        /// What the examiner said; `None` where nobody said anything, and where it was not understood.
        said: Option<Said>,
        /// Why nothing was done.
        refused: Option<Unsaid>,
        /// Nothing that was found may be shown now.
        withheld: bool,
    },
}
