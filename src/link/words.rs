//! Names of ours as those of the contract. Exhaustive: what is added here has to be added there.

use link::wire::messages::{
    Command as Said, ExamState, ItemState as Wire, Side, State as Wired, View as Seen,
};

use crate::{
    anatomy::View,
    capture::Signal,
    exam::{self, ItemState, PictureSide, protocol::Command},
    sector::Picture,
    service::State,
};

/// What the service does.
#[must_use]
pub const fn state(state: &State) -> Wired {
    match state {
        // The contract has one word for all in which a host waits and reads no result.
        State::Starting | State::SelfTest(_) | State::Updating { .. } => Wired::Starting,
        State::Running => Wired::Running,
        State::Stopped => Wired::Stopped,
        State::ModelFault(_) => Wired::ModelFault,
        State::NotReadable(picture) => match picture {
            Picture::Live | Picture::Repeated => Wired::Running,
            Picture::Frozen => Wired::Frozen,
            Picture::ColourDoppler => Wired::ColourDoppler,
            Picture::Dual => Wired::Dual,
            Picture::TooDark => Wired::TooDark,
            Picture::Saturated => Wired::Saturated,
            Picture::Shadowed => Wired::Shadowed,
            Picture::NotUltrasound => Wired::NotUltrasound,
            Picture::NoSignal => Wired::NoSignal,
            Picture::ModelFault => Wired::ModelFault,
        },
        State::NoFrames(signal) => match signal {
            Signal::NoDevice => Wired::NoDevice,
            Signal::NoCable => Wired::NoCable,
            Signal::NoSignal => Wired::NoSignal,
            Signal::NoLock => Wired::NoLock,
            Signal::OutOfRange => Wired::OutOfRange,
            Signal::FormatChanged => Wired::FormatChanged,
            Signal::Stalled => Wired::Stalled,
            Signal::Disconnected => Wired::Disconnected,
        },
    }
}

/// A view.
#[must_use]
pub const fn view(view: View) -> Seen {
    match view {
        View::None => Seen::None,
        View::Abdomen => Seen::Abdomen,
        View::FourChamber => Seen::FourChamber,
        View::Lvot => Seen::Lvot,
        View::Rvot => Seen::Rvot,
        View::ThreeVessel => Seen::ThreeVessel,
        View::ThreeVesselTrachea => Seen::ThreeVesselTrachea,
    }
}

/// What can be said of an item.
#[must_use]
pub const fn item_state(state: ItemState) -> Wire {
    match state {
        ItemState::CannotAssess => Wire::CannotAssess,
        ItemState::NotSeen => Wire::NotSeen,
        ItemState::Seen => Wire::Seen,
        ItemState::Meets => Wire::Meets,
        ItemState::Outside => Wire::Outside,
    }
}

/// Where an exam stands.
#[must_use]
pub const fn exam_state(state: exam::protocol::State) -> ExamState {
    match state {
        exam::protocol::State::Idle => ExamState::Idle,
        exam::protocol::State::Running => ExamState::Running,
        exam::protocol::State::Review => ExamState::Review,
        exam::protocol::State::Closed => ExamState::Closed,
    }
}

/// What was said, for events.
#[must_use]
pub const fn entry_state(said: Option<exam::Said>) -> Said {
    match said {
        None => Said::Unspecified,
        Some(exam::Said::Mark) => Said::Mark,
        Some(exam::Said::Enter(_)) => Said::Enter,
        Some(exam::Said::Command(command)) => match command {
            Command::Begin => Said::Begin,
            Command::End => Said::End,
            Command::Resume => Said::Resume,
            Command::Judge(_) => Said::Judge,
            Command::Close => Said::Close,
            Command::Abandon => Said::Abandon,
        },
    }
}

/// A side of the picture.
pub(super) const fn side(side: Option<PictureSide>) -> Side {
    match side {
        None => Side::Unspecified,
        Some(PictureSide::Left) => Side::Left,
        Some(PictureSide::Right) => Side::Right,
        Some(PictureSide::Up) => Side::Up,
        Some(PictureSide::Down) => Side::Down,
    }
}

/// A frame's number as the contract has it: modulo 2^32.
pub(crate) const fn low(number: u64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "modulo 2^32, as the contract says"
    )]
    let low = number as u32;
    low
}

/// A time as the contract has it: milliseconds, modulo 2^32.
pub(crate) const fn milliseconds(time: std::time::Duration) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "modulo 2^32, as the contract says"
    )]
    let low = time.as_millis() as u32;
    low
}
