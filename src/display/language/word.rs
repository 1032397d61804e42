//! The names of all that the screen says.

use crate::{
    anatomy::{Structure, View},
    capture::Signal,
    exam::{ItemState, measure::Quantity, protocol},
    sector::Picture,
};

macro_rules! messages {
    ($($name:ident $key:literal),+ $(,)?) => {
        /// A sentence or a word of the screen that stands alone.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each is named as its key, and en.toml says it")]
        pub enum Message { $($name),+ }

        impl Message {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Its key in a language file.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }
        }
    };
}

messages! {
    Purpose "screen.purpose",
    ExamTime "screen.exam_time",
    Now "screen.now",
    SeenOf "screen.seen_of",
    MoreItems "screen.more_items",
    Next "screen.next",
    NotAnalysed "screen.not_analysed",
    Source "screen.source",
    Rate "screen.rate",
    PerSecond "screen.per_second",
    Frame "screen.frame",
    Age "screen.age",
    NotLive "screen.not_live",
    Model "screen.model",
    Checklist "screen.checklist",
    PageOf "screen.page_of",
    AnyView "screen.any_view",
    Unverified "screen.unverified",
    RampFrom "screen.ramp_from",
    NextShow "next.show",
    NextAgain "next.again",
    NextHold "next.hold",
    NextSide "next.enter_left",
    NextNothing "next.nothing",
    NextJudge "next.judge",
    NextBegin "next.begin",
    NotAnalysing "banner.not_analysing",
    NoPicture "banner.no_picture",
    NoPictureWhy "banner.no_picture_why",
    Stale "banner.stale",
    StaleWhy "banner.stale_why",
    WarmingUp "banner.warming_up",
    WarmingUpWhy "banner.warming_up_why",
    SelfTest "banner.self_test",
    SelfTestWhy "banner.self_test_why",
    Updating "banner.updating",
    UpdatingWhy "banner.updating_why",
    Stopped "banner.stopped",
    StoppedWhy "banner.stopped_why",
    Fault "banner.fault",
    FaultWhy "banner.fault_why",
    Degraded "banner.degraded",
    Withheld "banner.withheld",
    WithheldWhy "banner.withheld_why",
    TooSmall "banner.too_small",
    Review "review.title",
    ReviewViews "review.views",
    ReviewTimeline "review.timeline",
    NotShown "review.not_shown",
    PictureGone "review.picture_gone",
    At "review.at",
    Confidence "review.confidence",
    Range "review.range",
    RangeMin "review.range_min",
    RangeMax "review.range_max",
    NoRange "review.no_range",
    Measurements "review.measurements",
    NoMeasurements "review.no_measurements",
    Beats "review.beats",
    Frames "review.frames",
    Score "review.score",
    ScoreMeans "review.score_means",
    Findings "review.findings",
    NoFindings "review.no_findings",
    TooLittleHeart "review.too_little_heart",
    TooLittleVessels "review.too_little_vessels",
    FindingMissing "review.finding_missing",
    FindingOff "review.finding_off",
    FindingOutside "review.finding_outside",
    NothingYet "review.nothing_yet",
    Setup "setup.title",
    SetupPicture "setup.picture",
    SetupSector "setup.sector",
    SetupSize "setup.size",
    SetupSignal "setup.signal",
    SetupRate "setup.rate",
    SetupLatency "setup.latency",
    SetupTemperature "setup.temperature",
    SetupSoftware "setup.software",
    SetupModel "setup.model",
    SetupHash "setup.hash",
    SetupChecklist "setup.checklist",
    SetupBoard "setup.board",
    SetupAddress "setup.address",
    SetupExam "setup.exam",
    SetupUnknown "setup.unknown",
    SetupScan "setup.scan",
}

/// Anything that the screen says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// What stands alone.
    Message(Message),
    /// A view as a title.
    View(View),
    /// A view within a sentence.
    ViewInSentence(View),
    /// A view where there is little room.
    ViewShort(View),
    /// A structure.
    Structure(Structure),
    /// A structure's label in the picture.
    Label(Structure),
    /// What is measured.
    Quantity(Quantity),
    /// The state of an item.
    State(ItemState),
    /// How an exam goes.
    Exam(protocol::State),
    /// What a picture is that is not analysed, in large letters.
    Picture(Picture),
    /// Why it is not.
    PictureWhy(Picture),
    /// Why there are no pictures, in large letters.
    Signal(Signal),
    /// What to look at then.
    SignalWhy(Signal),
}

const VIEWS: [View; 7] = [
    View::None,
    View::Abdomen,
    View::FourChamber,
    View::Lvot,
    View::Rvot,
    View::ThreeVessel,
    View::ThreeVesselTrachea,
];
const STATES: [ItemState; 5] = [
    ItemState::CannotAssess,
    ItemState::NotSeen,
    ItemState::Seen,
    ItemState::Meets,
    ItemState::Outside,
];
const EXAM: [protocol::State; 4] = [
    protocol::State::Idle,
    protocol::State::Running,
    protocol::State::Review,
    protocol::State::Closed,
];

/// How many there are of each kind, in the order of the kinds.
const COUNTS: [usize; 13] = [
    Message::ALL.len(),
    VIEWS.len(),
    VIEWS.len(),
    VIEWS.len(),
    Structure::COUNT,
    Structure::COUNT,
    Quantity::COUNT,
    STATES.len(),
    EXAM.len(),
    Picture::ALL.len(),
    Picture::ALL.len(),
    Signal::ALL.len(),
    Signal::ALL.len(),
];

impl Word {
    /// How many there are.
    pub const COUNT: usize = first(COUNTS.len());

    /// All, in the order of their places.
    pub fn all() -> impl Iterator<Item = Self> {
        let views = || VIEWS.into_iter();
        let messages = Message::ALL.iter().copied().map(Self::Message);
        messages
            .chain(views().map(Self::View))
            .chain(views().map(Self::ViewInSentence))
            .chain(views().map(Self::ViewShort))
            .chain(Structure::ALL.into_iter().map(Self::Structure))
            .chain(Structure::ALL.into_iter().map(Self::Label))
            .chain(Quantity::ALL.into_iter().map(Self::Quantity))
            .chain(STATES.into_iter().map(Self::State))
            .chain(EXAM.into_iter().map(Self::Exam))
            .chain(Picture::ALL.into_iter().map(Self::Picture))
            .chain(Picture::ALL.into_iter().map(Self::PictureWhy))
            .chain(Signal::ALL.into_iter().map(Self::Signal))
            .chain(Signal::ALL.into_iter().map(Self::SignalWhy))
    }

    /// Its place among all.
    #[must_use]
    pub(super) const fn place(self) -> usize {
        let (kind, place) = match self {
            Self::Message(message) => (0, message as usize),
            Self::View(view) => (1, view as usize),
            Self::ViewInSentence(view) => (2, view as usize),
            Self::ViewShort(view) => (3, view as usize),
            Self::Structure(structure) => (4, structure as usize),
            Self::Label(structure) => (5, structure as usize),
            Self::Quantity(quantity) => (6, quantity as usize),
            Self::State(state) => (7, state as usize),
            Self::Exam(state) => (8, state as usize),
            Self::Picture(picture) => (9, picture as usize),
            Self::PictureWhy(picture) => (10, picture as usize),
            Self::Signal(signal) => (11, signal as usize),
            Self::SignalWhy(signal) => (12, signal as usize),
        };
        first(kind) + place
    }

    /// Its key in a language file: the table, a dot, the name.
    #[must_use]
    pub fn key(self) -> String {
        let (table, name) = match self {
            Self::Message(message) => return message.key().to_owned(),
            Self::View(view) => ("view", view.name()),
            Self::ViewInSentence(view) => ("view_in_sentence", view.name()),
            Self::ViewShort(view) => ("view_short", view.name()),
            Self::Structure(structure) => ("structure", structure.name()),
            Self::Label(structure) => ("label", structure.name()),
            Self::Quantity(quantity) => ("quantity", quantity.name()),
            Self::State(state) => ("state", state.name()),
            Self::Exam(state) => ("exam", state.name()),
            Self::Picture(picture) => ("picture", picture.name()),
            Self::PictureWhy(picture) => ("picture_why", picture.name()),
            Self::Signal(signal) => ("signal", signal.name()),
            Self::SignalWhy(signal) => ("signal_why", signal.name()),
        };
        format!("{table}.{name}")
    }
}

/// The place of the first of a kind.
const fn first(kind: usize) -> usize {
    let (mut sum, mut at) = (0, 0);
    while at < kind {
        sum += COUNTS[at];
        at += 1;
    }
    sum
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_word_has_its_own_place_and_key() {
        for (place, word) in Word::all().enumerate() {
            assert_eq!(word.place(), place, "{word:?}");
        }
        assert_eq!(Word::all().count(), Word::COUNT);
        let keys: BTreeSet<_> = Word::all().map(Word::key).collect();
        assert_eq!(keys.len(), Word::COUNT);
    }
}
