//! Several frames, and what may stand between them.

use super::*;

pub fn streams() -> Vec<Vector> {
    let done = header::<Done>(1);
    let beat = |seq| header::<Heartbeat>(seq);
    let payload = write(&heartbeat()).unwrap();
    let one = bytes_of(&beat(1), &payload);
    let is = |seq| of("message", &beat(seq), &payload);
    let several = |seqs: &[u16]| -> Vec<u8> {
        seqs.iter()
            .flat_map(|seq| bytes_of(&beat(*seq), &payload))
            .collect()
    };
    let tail = &bytes_of(&done, &[])[4..];
    let mut joined = one.clone();
    joined.pop();
    joined.extend(bytes_of(&beat(2), &payload));
    joined.extend(bytes_of(&beat(3), &payload));
    vec![
        vector(
            "delimiter_first",
            "a zero before a frame ends what noise began",
            &[&[0][..], &one].concat(),
            vec![is(1)],
        ),
        vector(
            "delimiters_many",
            "empty frames are no fault",
            &[&[0; 8][..], &one, &[0; 8]].concat(),
            vec![is(1)],
        ),
        vector(
            "two_in_one_piece",
            "two frames that come at once",
            &several(&[1, 2]),
            vec![is(1), is(2)],
        ),
        vector(
            "eight_in_one_piece",
            "many frames that come at once",
            &several(&[1, 2, 3, 4, 5, 6, 7, 8]),
            (1..=8).map(is).collect(),
        ),
        vector(
            "begun_in_the_middle",
            "a receiver that was plugged in too late hears the end of a frame",
            &[tail, &one].concat(),
            vec![fault("short"), is(1)],
        ),
        vector(
            "lost_delimiter",
            "two frames run into one: both are lost, the third is not",
            &joined,
            vec![fault("crc"), is(3)],
        ),
        vector(
            "sequence_duplicate",
            "the same bytes twice: whole both times; a request would be done once",
            &several(&[7, 7]),
            vec![is(7), is(7)],
        ),
        vector(
            "sequence_wrapped",
            "65535 is followed by 1, never by 0",
            &several(&[65534, 65535, 1, 2]),
            vec![is(65534), is(65535), is(1), is(2)],
        ),
        vector(
            "sequence_gap",
            "frames between were lost: those that came are good",
            &several(&[3, 9]),
            vec![is(3), is(9)],
        ),
        vector("nothing", "no bytes, no outcome", &[], vec![]),
        vector("delimiters_alone", "nothing but zeros", &[0; 5], vec![]),
        vector(
            "unfinished",
            "a frame without its delimiter is not there yet",
            &one[..one.len() - 1],
            vec![],
        ),
    ]
}
