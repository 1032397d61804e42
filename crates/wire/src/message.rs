use heapless::Vec;
use micropb::{MessageDecode, MessageEncode, PbEncoder};

use super::{
    frame::{PAYLOAD_BYTES_MAX, TooLong},
    messages::*,
};

/// An encoded message.
pub type Payload = Vec<u8, PAYLOAD_BYTES_MAX>;

/// A message that stands alone in a frame.
pub trait Message: MessageEncode + MessageDecode + Default {
    /// Its number in headers.
    const ID: MsgId;
}

/// Bytes that are no such message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed;

macro_rules! messages {
    ($($name:ident: $id:ident,)*) => {
        $(impl Message for $name {
            const ID: MsgId = MsgId::$id;
        })*

        /// Names and longest payloads of all messages, by their numbers.
        #[cfg(test)]
        pub(crate) const ALL: &[(i32, &str, Result<usize, &str>)] =
            &[$((MsgId::$id.0, stringify!($name), <$name as MessageEncode>::MAX_SIZE),)*];

        /// Reads bytes as the message of that number, for tests and fuzzing: whether there is one, and whether
        /// they are it.
        #[must_use]
        pub fn readable(msg_id: u16, bytes: &[u8]) -> Option<Result<Payload, Malformed>> {
            $(if i32::from(msg_id) == MsgId::$id.0 {
                return Some(read::<$name>(bytes).and_then(|m| write(&m).map_err(|_| Malformed)));
            })*
            None
        }
    };
}

messages! {
    Hello: MsgHello,
    HelloAck: MsgHelloAck,
    Heartbeat: MsgHeartbeat,
    Error: MsgError,
    Busy: MsgBusy,
    Bye: MsgBye,
    Done: MsgDone,
    GetIdentity: MsgGetIdentity,
    // The generator takes `MSG_ID` of MSG_IDENTITY for the name of the enum.
    Identity: entity,
    GetHealth: MsgGetHealth,
    Health: MsgHealth,
    GetConfig: MsgGetConfig,
    Config: MsgConfig,
    SelfTest: MsgSelfTest,
    SelfTestResult: MsgSelfTestResult,
    SetClock: MsgSetClock,
    Clock: MsgClock,
    SetBrightness: MsgSetBrightness,
    Brightness: MsgBrightness,
    GetLog: MsgGetLog,
    Log: MsgLog,
    ExamBegin: MsgExamBegin,
    ExamCommand: MsgExamCommand,
    ExamJudge: MsgExamJudge,
    ExamEnter: MsgExamEnter,
    GetExam: MsgGetExam,
    Exam: MsgExam,
    Subscribe: MsgSubscribe,
    Snapshot: MsgSnapshot,
    GetSnapshot: MsgGetSnapshot,
    EventCredit: MsgEventCredit,
    Event: MsgEvent,
    GetEvents: MsgGetEvents,
    Events: MsgEvents,
    GetChecklist: MsgGetChecklist,
    Checklist: MsgChecklist,
    GetItem: MsgGetItem,
    Item: MsgItem,
    GetMeasurements: MsgGetMeasurements,
    Measurements: MsgMeasurements,
    GetFindings: MsgGetFindings,
    Findings: MsgFindings,
    GetKeyImage: MsgGetKeyImage,
    KeyImage: MsgKeyImage,
}

/// Encodes a message.
///
/// # Errors
/// None with the messages of this contract, whose longest ones have room: their bounds see to it.
pub fn write<M: MessageEncode>(message: &M) -> Result<Payload, TooLong> {
    let mut encoder = PbEncoder::new(Payload::new());
    message.encode(&mut encoder).map_err(|()| TooLong)?;
    Ok(encoder.into_writer())
}

/// Decodes a message. Fields that are not known are left out.
///
/// # Errors
/// Where the bytes are none, or a text or a list is longer than it may be.
pub fn read<M: MessageDecode + Default>(bytes: &[u8]) -> Result<M, Malformed> {
    let mut message = M::default();
    message.decode_from_bytes(bytes).map_err(|_| Malformed)?;
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_fits_into_a_frame() {
        for (id, name, max) in ALL {
            // Its bound counts ten bytes for each enum, and the device leaves out what does not fit.
            if *id == MsgId::MsgEvents.0 {
                continue;
            }
            let max = max.unwrap();
            assert!(max <= PAYLOAD_BYTES_MAX, "{name} ({id}): {max} bytes");
        }
    }

    #[test]
    fn every_number_of_the_contract_has_its_message_and_no_two_share_one() {
        let contract = include_str!("../proto/schema.lock");
        let named = contract
            .lines()
            .filter(|line| line.starts_with("MsgId "))
            .count();
        let mut ids: std::vec::Vec<_> = ALL.iter().map(|(id, ..)| id).collect();
        ids.sort_unstable();
        ids.dedup();
        // All but MSG_UNSPECIFIED.
        assert_eq!((ids.len(), ALL.len()), (named - 1, named - 1));
    }

    #[test]
    fn a_full_snapshot_is_small() {
        // The largest that the phantom's exams reach, with a checklist of 64 items.
        let mut snapshot = Snapshot {
            state: State::Running,
            view: View::FourChamber,
            exam: ExamState::Running,
            heart_rate_deci: 1436,
            measures_given: 0x1ff,
            ..Snapshot::default()
        };
        snapshot.set_stamp(Stamp {
            frame: 60 * 3600,
            time_ms: 3_600_000,
            age_ms: 120,
            stale: false,
        });
        snapshot.set_score_milli(1000);
        snapshot.structures.resize(23, 0xe4).unwrap();
        for value in [44_000, 480, 250, 470, 1030, 1010, 1070, 90, 1150] {
            snapshot.measures_milli.push(value).unwrap();
        }
        for (items, most) in [(28, 101), (64, 120)] {
            snapshot.items.clear();
            snapshot.items.resize(items / 2, 0x33).unwrap();
            let bytes = write(&snapshot).unwrap().len();
            assert!((60..=most).contains(&bytes), "{items} items: {bytes} bytes");
        }
    }
}
